import type { Box } from '@/lib/domain/geometry/box';
import { boxOnScreen, toScreen } from '@/lib/editor/kernels/view';
import type { EditorState } from '@/lib/editor/state';
import { currentBox } from './draw-boxes';
import type { Palette } from './palette';
import type { Overlay } from './scene';

type Context = CanvasRenderingContext2D;

/** A line that is seen on ink as on paper. */
function strokeTwice(context: Context, palette: Palette, width: number, dash: number[], stroke: () => void) {
  context.lineWidth = width + 2;
  context.strokeStyle = palette.sheet;
  stroke();
  context.lineWidth = width;
  context.strokeStyle = palette.focus;
  context.setLineDash(dash);
  stroke();
  context.setLineDash([]);
}

/** What a click of the pen would add. */
function drawOffered(context: Context, box: Box, palette: Palette) {
  const { x, y, width, height } = box;
  context.fillStyle = `${palette.focus}1f`;
  context.fillRect(x - 2, y - 2, width + 4, height + 4);
  strokeTwice(context, palette, 2, [6, 4], () => context.strokeRect(x - 2, y - 2, width + 4, height + 4));
}

function drawLasso(context: Context, { view, gesture }: EditorState, palette: Palette) {
  const loop = gesture?.lasso ?? [];
  context.beginPath();
  for (const point of loop) {
    const { x, y } = toScreen(view, point);
    context.lineTo(x, y);
  }
  context.closePath();
  context.fillStyle = `${palette.focus}14`;
  context.fill('evenodd');
  strokeTwice(context, palette, 1.5, [5, 4], () => context.stroke());
}

/** How far the line of a cut reaches out of its box, in screen pixels. */
const OVERHANG = 14;

function drawCut(context: Context, state: EditorState, palette: Palette) {
  const { gesture, selection, view } = state;
  const [id] = selection;
  const imageBox = id && currentBox(state, id);
  if (!gesture?.cut || !imageBox) return;
  const box = boxOnScreen(view, imageBox);
  const { axis, at } = gesture.cut;
  const upright = axis === 'x';
  const where = at * view.scale + (upright ? view.x : view.y);
  const [start, end] = upright
    ? [box.y - OVERHANG, box.y + box.height + OVERHANG]
    : [box.x - OVERHANG, box.x + box.width + OVERHANG];
  const point = (along: number): [number, number] => (upright ? [where, along] : [along, where]);
  strokeTwice(context, palette, 2, [], () => {
    context.beginPath();
    context.moveTo(...point(start));
    context.lineTo(...point(end));
    context.stroke();
  });
  context.fillStyle = palette.focus;
  for (const along of [start, end]) {
    context.beginPath();
    context.arc(...point(along), 4, 0, 2 * Math.PI);
    context.fill();
  }
}

/** What the tools for boxes show while they are in the hand. */
export const toolMarks: Overlay = {
  id: 'tools',
  shown: ({ state: { gesture, offered, tool } }) =>
    Boolean(gesture?.lasso ?? gesture?.cut) || (offered !== null && tool === 'draw'),
  draw(context, { state, palette }) {
    const { gesture, offered, view, tool } = state;
    if (offered && tool === 'draw' && !gesture) drawOffered(context, boxOnScreen(view, offered), palette);
    if (gesture?.lasso) drawLasso(context, state, palette);
    if (gesture?.cut) drawCut(context, state, palette);
  },
};
