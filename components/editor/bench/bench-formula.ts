import type { Prediction, PredictedSymbol } from '@/lib/domain/annotation/prediction';
import { annotationFromPrediction } from '@/lib/domain/annotation/prediction';
import type { LineId, Place, SymbolId } from '@/lib/domain/annotation/schema';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import type { Box } from '@/lib/domain/geometry/box';
import { latexFromAnnotation } from '@/lib/domain/latex';
import { seededUniform } from '@/lib/domain/random';

/** Size of the generated image, in image pixels. */
export const BENCH_IMAGE = { width: 2000, height: 1000 };

/** A label holds 20,000 characters; with two to eight for each symbol this many always fit. */
export const MAX_BENCH_SYMBOLS = 5000;

/** Sides of the boxes: as large as their grid allows up to this, so that fifty are not drawn as giants. */
const LARGEST_SIDE = 44;
/** The two boxes in the middle, which are to be dragged, and how much around them is free. */
const DRAGGED_SIDE = 40;
const CLEAR = 24;

/** Signs of one character, so that the longest label stays within what a label may hold. */
const BASES = [...'abcdefghknpqrstuvwxyz0123456789+=ABCEFGHNPRTXY'];
const SCRIPTS = [...'0123456789ijkmn'];

const idOf = (kind: number, index: number) =>
  `00000000-0000-4000-8000-${kind.toString(16).padStart(2, '0')}${index.toString(16).padStart(10, '0')}`;

interface Cell extends Box {
  readonly row: number;
}

/** Cells of a grid that covers the image, but for those that touch the clearing in its middle. */
function gridAround(clearing: Box, count: number): Cell[] {
  const { width, height } = BENCH_IMAGE;
  for (let wanted = Math.max(1, count); ; wanted = Math.ceil(wanted * 1.03) + 1) {
    const columns = Math.ceil(Math.sqrt((wanted * width) / height));
    const rows = Math.ceil(wanted / columns);
    const size = { width: width / columns, height: height / rows };
    const cells = Array.from({ length: columns * rows }, (_, index) => ({
      x: (index % columns) * size.width,
      y: Math.floor(index / columns) * size.height,
      ...size,
      row: Math.floor(index / columns),
    })).filter(
      (cell) =>
        cell.x + cell.width <= clearing.x ||
        cell.x >= clearing.x + clearing.width ||
        cell.y + cell.height <= clearing.y ||
        cell.y >= clearing.y + clearing.height,
    );
    if (cells.length >= count) return cells.slice(0, count);
  }
}

/** A box somewhere in its cell. */
function boxIn(cell: Cell, random: () => number): Box {
  const side = (room: number) => Math.min(room * (0.6 + 0.25 * random()), LARGEST_SIDE);
  const [width, height] = [side(cell.width), side(cell.height)];
  const tidy = (value: number) => Math.round(value * 100) / 100;
  return {
    x: tidy(cell.x + (cell.width - width) * random()),
    y: tidy(cell.y + (cell.height - height) * random()),
    width: tidy(width),
    height: tidy(height),
  };
}

/** Boxes in reading order, each with the row of the page it is on; the middle two are 40 × 40 and clear. */
function layOut(count: number, random: () => number): { box: Box; row: number }[] {
  const middle = Math.floor(count / 2);
  const dragged = Math.min(2, count - middle);
  const clearing = {
    x: BENCH_IMAGE.width / 2 - DRAGGED_SIDE - 2 * CLEAR,
    y: BENCH_IMAGE.height / 2 - DRAGGED_SIDE / 2 - CLEAR,
    width: 2 * DRAGGED_SIDE + 4 * CLEAR,
    height: DRAGGED_SIDE + 2 * CLEAR,
  };
  const cells = gridAround(clearing, count - dragged);
  const placed = cells.map((cell) => ({ box: boxIn(cell, random), row: cell.row }));
  const row = cells[Math.min(middle, cells.length - 1)]?.row ?? 0;
  const apart = Array.from({ length: dragged }, (_, index) => ({
    box: {
      x: clearing.x + CLEAR + index * (DRAGGED_SIDE + 2 * CLEAR),
      y: clearing.y + CLEAR,
      width: DRAGGED_SIDE,
      height: DRAGGED_SIDE,
    },
    row,
  }));
  placed.splice(middle, 0, ...apart);
  return placed;
}

/** How sure the models are: most are, some are not, as in real predictions. */
const confidence = (random: () => number) => Math.round((1 - 0.7 * random() ** 6) * 1000) / 1000;

function predict(count: number, random: () => number): { symbols: PredictedSymbol[]; lines: LineId[] } {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)]!;
  const lines: LineId[] = [];
  const symbols: PredictedSymbol[] = [];
  let row = -1;
  let base: SymbolId | null = null;
  layOut(count, random).forEach(({ box, row: here }, index) => {
    if (here !== row) {
      row = here;
      base = null;
      lines.push(idOf(2, lines.length) as LineId);
    }
    const id = idOf(1, index) as SymbolId;
    const raised = base !== null && index % 9 === 4;
    const line = lines.at(-1)!;
    const place: Place = { line, parent: base, relation: base && (raised ? 'Sup' : 'Right') };
    if (!raised) base = id;
    const name = pick(raised ? SCRIPTS : BASES);
    const sure = confidence(random);
    const others = [pick(BASES), pick(SCRIPTS)].filter((other) => other !== name);
    symbols.push({
      id,
      box,
      boxConfidence: confidence(random),
      class: name,
      confidence: sure,
      candidates: [
        { class: name, confidence: sure },
        ...others.map((other) => ({ class: other, confidence: (1 - sure) / 3 })),
      ],
      place,
      placeConfidence: confidence(random),
    });
  });
  return { symbols, lines };
}

/**
 * A formula of `count` labelled boxes on an image of 2000 × 1000 pixels, as the server would hand it to the
 * editor: classes with confidences, several lines, a label that agrees with the ordering. The same for the same
 * `count` but for the ids of annotation and formula, so that no visit finds what another left in the browser.
 * @param id a UUID for this visit.
 */
export function benchFormula(count: number, id: string, imageUrl: string): EditorPayload {
  const { symbols, lines } = predict(count, seededUniform(`bench ${count}`));
  const prediction: Prediction = {
    symbols,
    lines,
    latex: '',
    latexConfidence: 0.9,
    timingsMs: {},
    candidates: {},
  };
  const latex = latexFromAnnotation(annotationFromPrediction(prediction));
  const content = { ...prediction, latex };
  return {
    formula: {
      id,
      name: `bench-${count}`,
      ...BENCH_IMAGE,
      imageUrl,
      state: 'in_progress',
      cell: { id: idOf(3, 0), key: '', values: {} },
      predictionStatus: 'done',
      predictionError: null,
    },
    mode: 'edit',
    annotation: { id, version: 0, value: annotationFromPrediction(content) },
    prediction: { id: idOf(4, 0), content },
    lease: { expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
    heldBy: null,
    sentBack: null,
    skipped: null,
    drafts: [],
    talk: { comments: [], flags: [], people: [], unseen: [], maySettle: false },
    classes: [...new Set([...BASES, ...SCRIPTS])].sort(),
    project: { id: idOf(5, 0), slug: 'bench', name: 'Bench' },
    position: { done: 0, total: 1 },
  };
}
