import type { SymbolId } from '@/lib/domain/annotation/schema';
import { HANDLES, handlePoint } from '@/lib/editor/kernels/boxes';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import { boxListOf } from './box-list';
import { currentBox, drawLabel, labelsShown } from './draw-boxes';
import { signOf } from './glyphs';
import type { Scene } from './scene';

type Context = CanvasRenderingContext2D;

const HANDLE_SIZE = 8;

/** What is selected, strong, with handles where one box can be resized. Boxes that are being moved are among them. */
export function drawSelected(context: Context, { state, subject, palette }: Scene): void {
  const { selection, annotation, view, stage, readOnly, tool } = state;
  const labels = labelsShown(state, boxListOf(annotation, subject, stage));
  const moving = state.gesture?.boxes?.keys() ?? [];
  context.strokeStyle = palette.focus;
  context.lineWidth = 2.5;
  for (const id of new Set([...selection, ...moving])) {
    const symbol = annotation.symbols[id];
    const imageBox = currentBox(state, id);
    if (!symbol || !imageBox) continue;
    const box = boxOnScreen(view, imageBox);
    context.fillStyle = `${palette.focus}14`;
    context.fillRect(box.x, box.y, box.width, box.height);
    context.strokeRect(box.x, box.y, box.width, box.height);
    if (labels) drawLabel(context, signOf(symbol.class), box, palette.focus, palette);
  }
  const [only] = selection.length === 1 ? selection : [];
  const box = only && currentBox(state, only);
  if (!box || stage !== 'detector' || readOnly || tool !== 'select') return;
  context.fillStyle = palette.sheet;
  context.lineWidth = 1.5;
  for (const handle of HANDLES) {
    const { x, y } = handlePoint(boxOnScreen(view, box), handle);
    context.beginPath();
    context.roundRect(x - HANDLE_SIZE / 2, y - HANDLE_SIZE / 2, HANDLE_SIZE, HANDLE_SIZE, 1.5);
    context.fill();
    context.stroke();
  }
}

/** What is pointed at, by the pointer or by a problem; and the frames of gestures in progress. */
export function drawPointedAt(context: Context, { state, palette }: Scene): void {
  const { hovered, highlighted, selection, gesture, view, annotation, tool } = state;
  const outline = (id: SymbolId, width: number, color: string) => {
    const box = currentBox(state, id);
    if (!box || !annotation.symbols[id]) return;
    const { x, y, width: wide, height } = boxOnScreen(view, box);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.strokeRect(x, y, wide, height);
  };
  for (const id of highlighted) outline(id, 3, palette.low);
  if (hovered && !selection.includes(hovered)) outline(hovered, tool === 'parent' ? 3 : 2, palette.focus);
  context.strokeStyle = palette.focus;
  if (gesture?.drawing) {
    const { x, y, width, height } = boxOnScreen(view, gesture.drawing);
    context.lineWidth = 2;
    context.strokeRect(x, y, width, height);
  }
  if (gesture?.brush) {
    const { x, y, width, height } = boxOnScreen(view, gesture.brush);
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    context.fillStyle = `${palette.focus}10`;
    context.fillRect(x, y, width, height);
    context.strokeRect(x, y, width, height);
    context.setLineDash([]);
  }
}
