import { centre, type Box } from '@/lib/domain/geometry/box';
import type { Relation } from '@/lib/domain/annotation/schema';
import { orderedLines } from '@/lib/domain/ordering';
import { symbolLevel } from '@/lib/editor/kernels/confidence';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import type { EditorState, EditorSubject } from '@/lib/editor/state';
import { currentBox } from './draw-boxes';
import { LEVEL_STYLES, type Palette } from './palette';

type Context = CanvasRenderingContext2D;

/** The mark of a relation at the joint of the path; arrows say where the child stands. */
export const RELATION_MARKS: Record<Relation, string> = {
  Right: '→',
  Sub: '↘',
  Sup: '↗',
  Above: '↑',
  Below: '↓',
  Inside: '⊙',
};

const JOINT = 8;

function drawJoint(
  context: Context,
  from: Box,
  to: Box,
  relation: Relation,
  color: string,
  palette: Palette,
) {
  const [a, b] = [centre(from), centre(to)];
  context.strokeStyle = color;
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
  const [x, y] = [a.x + (b.x - a.x) * 0.55, a.y + (b.y - a.y) * 0.55];
  context.beginPath();
  context.arc(x, y, JOINT, 0, 2 * Math.PI);
  context.setLineDash([]);
  context.fillStyle = palette.sheet;
  context.fill();
  context.stroke();
  context.fillStyle = color;
  context.font = `600 11px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(RELATION_MARKS[relation], x, y + 0.5);
  context.textAlign = 'start';
}

function drawNumber(context: Context, number: number, box: Box, palette: Palette) {
  const text = String(number);
  context.font = `600 11px ${palette.font}`;
  const width = Math.max(15, context.measureText(text).width + 7);
  context.fillStyle = palette.high;
  context.beginPath();
  context.roundRect(box.x - width / 2, box.y - 15 / 2, width, 15, 7.5);
  context.fill();
  context.fillStyle = palette.sheet;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, box.x, box.y + 0.5);
  context.textAlign = 'start';
}

/**
 * Draws the ordering: a path from each symbol to what hangs on it with the relation at the joint, and
 * each symbol's number in reading order. The list in the panel is the same thing seen twice.
 */
export function drawOrder(
  context: Context,
  state: EditorState,
  subject: EditorSubject,
  palette: Palette,
): void {
  const { annotation, view, selection } = state;
  const shown = (id: keyof typeof annotation.symbols) => {
    const box = currentBox(state, id);
    return box && boxOnScreen(view, box);
  };
  const entries = orderedLines(annotation).flatMap((line) => line.entries);
  for (const { symbol, parent, relation } of entries) {
    const [from, to] = [parent && shown(parent), shown(symbol)];
    if (!from || !to || !relation) continue;
    const level = symbolLevel(annotation, subject.predicted, symbol, 'aligner');
    const style = LEVEL_STYLES[level];
    const strong = selection.includes(symbol);
    context.lineWidth = strong ? 2.5 : 1.25;
    context.setLineDash([...style.dash]);
    drawJoint(context, from, to, relation, strong ? palette.focus : palette[style.color], palette);
  }
  context.setLineDash([]);
  entries.forEach(({ symbol }, index) => {
    const box = shown(symbol);
    if (box) drawNumber(context, index + 1, box, palette);
  });
}
