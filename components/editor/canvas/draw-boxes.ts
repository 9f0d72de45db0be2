import type { Box } from '@/lib/domain/geometry/box';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { symbolLevel, type ConfidenceLevel } from '@/lib/editor/kernels/confidence';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import type { EditorState, EditorSubject } from '@/lib/editor/state';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { signOf } from './glyphs';
import { LEVEL_STYLES, type Palette } from './palette';

type Context = CanvasRenderingContext2D;

/** Where a symbol's box is now, a gesture in progress included; in image pixels. */
export function currentBox(state: EditorState, id: SymbolId): Box | undefined {
  return state.gesture?.boxes?.get(id) ?? state.annotation.symbols[id]?.box;
}

/** Diamonds at the top right corner: one for unsure, two for a guess. */
function drawMarks(context: Context, box: Box, count: number) {
  for (let index = 0; index < count; index++) {
    const x = box.x + box.width - index * 8;
    context.beginPath();
    context.moveTo(x, box.y - 4);
    context.lineTo(x + 4, box.y);
    context.lineTo(x, box.y + 4);
    context.lineTo(x - 4, box.y);
    context.closePath();
    context.fill();
  }
}

function drawBox(context: Context, box: Box, level: ConfidenceLevel, palette: Palette) {
  const style = LEVEL_STYLES[level];
  context.globalAlpha = style.alpha;
  context.strokeStyle = palette[style.color];
  context.fillStyle = palette[style.color];
  context.setLineDash([...style.dash]);
  context.strokeRect(box.x, box.y, box.width, box.height);
  context.setLineDash([]);
  context.globalAlpha = 1;
  drawMarks(context, box, style.marks);
}

const LABEL_SIZE = 13;

/** The class above the box, on a piece of sheet so that ink behind it does not disturb. */
export function drawLabel(context: Context, text: string, box: Box, color: string, palette: Palette): void {
  context.font = `600 ${LABEL_SIZE}px ${palette.font}`;
  const width = context.measureText(text).width + 6;
  const top = box.y - LABEL_SIZE - 5;
  context.globalAlpha = 0.85;
  context.fillStyle = palette.sheet;
  context.fillRect(box.x - 1, top, width, LABEL_SIZE + 4);
  context.globalAlpha = 1;
  context.fillStyle = color;
  context.textBaseline = 'middle';
  context.fillText(text, box.x + 2, top + LABEL_SIZE / 2 + 2.5);
}

/**
 * Draws the boxes of all symbols that are not selected, in one go: one node per box gets slow at a
 * few hundred. Everything is in screen pixels, so that lines stay thin at any zoom.
 */
export function drawBoxes(
  context: Context,
  state: EditorState,
  subject: EditorSubject,
  palette: Palette,
): void {
  const { annotation, stage, view, viewport, selection } = state;
  const selected = new Set(selection);
  context.lineWidth = 1.25;
  for (const symbol of Object.values(annotation.symbols)) {
    if (selected.has(symbol.id)) continue;
    const box = boxOnScreen(view, currentBox(state, symbol.id) ?? symbol.box);
    const outOfSight =
      box.x > viewport.width || box.y > viewport.height || box.x + box.width < 0 || box.y + box.height < 0;
    if (outOfSight) continue;
    const unlabelled = symbol.class === UNLABELLED && stage === 'recognizer';
    const level = unlabelled ? 'guess' : symbolLevel(annotation, subject.predicted, symbol.id, stage);
    drawBox(context, box, level, palette);
    if (stage === 'recognizer') {
      drawLabel(context, signOf(symbol.class), box, palette[LEVEL_STYLES[level].color], palette);
    }
  }
}
