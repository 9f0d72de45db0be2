import type { SymbolId } from '@/lib/domain/annotation/schema';
import { intersection, type Box } from '@/lib/domain/geometry/box';
import { CONFIDENCE_LEVELS } from '@/lib/editor/kernels/confidence';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import type { EditorState, EditorSubject } from '@/lib/editor/state';
import { boxListOf, type BoxList } from './box-list';
import { reachOf } from './damage';
import type { Scene } from './scene';
import { LEVEL_STYLES, type Palette } from './palette';

type Context = CanvasRenderingContext2D;

/** Where a symbol's box is now, a gesture in progress included; in image pixels. */
export function currentBox(state: EditorState, id: SymbolId): Box | undefined {
  return state.gesture?.boxes?.get(id) ?? state.annotation.symbols[id]?.box;
}

/** In Order the boxes that nobody doubts step back behind the path. */
const BEHIND = 0.5;

const MARK = 4;

/** Diamonds at the top right corner: one for unsure, two for a guess. */
function drawMarks(context: Context, right: number, top: number, count: number) {
  context.beginPath();
  for (let index = 0; index < count; index++) {
    const x = right - index * 2 * MARK;
    context.moveTo(x, top - MARK);
    context.lineTo(x + MARK, top);
    context.lineTo(x, top + MARK);
    context.lineTo(x - MARK, top);
    context.closePath();
  }
  context.fill();
}

const LABEL_SIZE = 13;
/** Labels of boxes that are usually lower than this on the screen would only cover each other. */
const READABLE = 9;

const widths = new Map<string, number>();
let measuredIn = '';

/** Width of a label on the screen; measured once for each sign. `context.font` must be set to `font`. */
function labelWidth(context: Context, sign: string, font: string): number {
  // Asking a context for its font costs more than all the rest: it is written out anew each time.
  if (font !== measuredIn) widths.clear();
  measuredIn = font;
  const known = widths.get(sign);
  if (known !== undefined) return known;
  const width = context.measureText(sign).width + 6;
  widths.set(sign, width);
  return width;
}

const fontOf = ({ font }: Palette) => `600 ${LABEL_SIZE}px ${font}`;

/** The class above the box, on a piece of sheet so that ink behind it does not disturb. */
export function drawLabel(context: Context, text: string, box: Box, color: string, palette: Palette): void {
  const font = fontOf(palette);
  context.font = font;
  const top = box.y - LABEL_SIZE - 5;
  context.globalAlpha = 0.85;
  context.fillStyle = palette.sheet;
  context.fillRect(box.x - 1, top, labelWidth(context, text, font), LABEL_SIZE + 4);
  context.globalAlpha = 1;
  context.fillStyle = color;
  context.textBaseline = 'middle';
  context.fillText(text, box.x + 2, top + LABEL_SIZE / 2 + 2.5);
}

/** Whether the classes are written above the boxes now. */
export function labelsShown({ stage, view, labels }: EditorState, list: BoxList): boolean {
  return (labels || stage === 'recognizer') && list.usualHeight * view.scale >= READABLE;
}

/** So many boxes are drawn with their dashes in any frame. */
const FEW = 200;

/** Whether dashes are left out until the view rests. */
export const dashesWait = ({ annotation, stage }: EditorState, subject: EditorSubject): boolean =>
  boxListOf(annotation, subject, stage).ids.length > FEW;

/** Which boxes are in sight (or reach into a part of the canvas) and not being moved: 1, else 0. */
function inSight(
  { view, viewport, gesture }: EditorState,
  { ids, sides, signs }: BoxList,
  within: Box | undefined,
): Uint8Array {
  const shown = new Uint8Array(ids.length);
  const left = -view.x / view.scale;
  const top = -view.y / view.scale;
  const right = left + viewport.width / view.scale;
  const bottom = top + viewport.height / view.scale;
  for (let index = 0; index < ids.length; index++) {
    const at = index * 4;
    const [x, y] = [sides[at]!, sides[at + 1]!];
    if (x > right || y > bottom || x + sides[at + 2]! < left || y + sides[at + 3]! < top) continue;
    if (within) {
      const box = boxOnScreen(view, { x, y, width: sides[at + 2]!, height: sides[at + 3]! });
      if (intersection(reachOf(box, signs[index]!), within) === 0) continue;
    }
    shown[index] = 1;
  }
  if (gesture?.boxes) ids.forEach((id, index) => gesture.boxes?.has(id) && (shown[index] = 0));
  return shown;
}

/**
 * Draws the boxes of all symbols but those that are being moved, in one go: one node per box gets slow at a few
 * hundred. Everything is in screen pixels, so that lines stay thin at any zoom; what is least certain lies on top.
 * @param how.within only those that reach into this part of the canvas, in screen pixels.
 * @param how.moving the view is being zoomed or moved: of many boxes the lines are full until it rests, since dashes
 * take most of the time of a frame and cannot be told apart meanwhile.
 */
export function drawBoxes(
  context: Context,
  { state, subject, palette }: Scene,
  { within, moving = false }: { within?: Box | undefined; moving?: boolean } = {},
): void {
  const { annotation, stage, view } = state;
  const list = boxListOf(annotation, subject, stage);
  const { sides, signs, byLevel } = list;
  const shown = inSight(state, list, within);
  const font = fontOf(palette);
  const labels = labelsShown(state, list);
  const dashed = !moving || !dashesWait(state, subject);
  context.lineWidth = 1.25;
  for (const level of [...CONFIDENCE_LEVELS].reverse()) {
    const { alpha, color, dash, marks } = LEVEL_STYLES[level];
    const indices = (byLevel.get(level) ?? []).filter((index) => shown[index] === 1);
    if (indices.length === 0) continue;
    context.globalAlpha = stage === 'aligner' && marks === 0 ? alpha * BEHIND : alpha;
    context.strokeStyle = context.fillStyle = palette[color];
    context.setLineDash(dashed ? [...dash] : []);
    for (const index of indices) {
      const at = index * 4;
      const [x, y] = [sides[at]! * view.scale + view.x, sides[at + 1]! * view.scale + view.y];
      const [width, height] = [sides[at + 2]! * view.scale, sides[at + 3]! * view.scale];
      context.strokeRect(x, y, width, height);
      if (marks > 0) drawMarks(context, x + width, y, marks);
    }
    context.setLineDash([]);
    if (!labels) continue;
    context.font = font;
    context.textBaseline = 'middle';
    context.globalAlpha = 0.85;
    context.fillStyle = palette.sheet;
    const placed = indices.map((index) => ({
      sign: signs[index]!,
      x: sides[index * 4]! * view.scale + view.x,
      top: sides[index * 4 + 1]! * view.scale + view.y - LABEL_SIZE - 5,
    }));
    for (const { sign, x, top } of placed) {
      context.fillRect(x - 1, top, labelWidth(context, sign, font), LABEL_SIZE + 4);
    }
    context.globalAlpha = 1;
    context.fillStyle = palette[color];
    for (const { sign, x, top } of placed) context.fillText(sign, x + 2, top + LABEL_SIZE / 2 + 2.5);
  }
  context.globalAlpha = 1;
}
