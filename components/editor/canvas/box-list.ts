import type { Annotation, FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import type { Stage } from '@/lib/domain/stages';
import { CONFIDENCE_LEVELS, symbolLevel, type ConfidenceLevel } from '@/lib/editor/kernels/confidence';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import type { EditorSubject } from '@/lib/editor/state';
import { signOf } from './glyphs';

/** All boxes of an annotation in the form that is quickest to draw, so that a frame looks nothing up. */
export interface BoxList {
  readonly symbols: readonly FormulaSymbol[];
  readonly ids: readonly SymbolId[];
  /** x, y, width and height of every box in image pixels, four numbers for each id. */
  readonly sides: Float64Array;
  readonly levels: readonly ConfidenceLevel[];
  /** Which boxes are of which level of confidence, as indices into `ids`. */
  readonly byLevel: ReadonlyMap<ConfidenceLevel, readonly number[]>;
  readonly signs: readonly string[];
  /** Median height of the boxes in image pixels, as it was when one came or went last. */
  readonly usualHeight: number;
}

interface Known {
  readonly stage: Stage;
  readonly subject: EditorSubject;
  readonly list: BoxList;
}

function levelIn(annotation: Annotation, { predicted }: EditorSubject, stage: Stage, symbol: FormulaSymbol) {
  const unlabelled = symbol.class === UNLABELLED && stage === 'recognizer';
  return unlabelled ? 'guess' : symbolLevel(annotation, predicted, symbol.id, stage);
}

/** @param before the list that was made last; what it says of symbols that are the very same is taken from it. */
function build(
  annotation: Annotation,
  subject: EditorSubject,
  stage: Stage,
  before: BoxList | undefined,
): BoxList {
  const symbols = Object.values(annotation.symbols);
  const sides = new Float64Array(symbols.length * 4);
  const levels: ConfidenceLevel[] = [];
  const signs: string[] = [];
  const byLevel = new Map<ConfidenceLevel, number[]>(CONFIDENCE_LEVELS.map((level) => [level, []]));
  symbols.forEach((symbol, index) => {
    const { x, y, width, height } = symbol.box;
    const at = index * 4;
    sides[at] = x;
    sides[at + 1] = y;
    sides[at + 2] = width;
    sides[at + 3] = height;
    const same = before?.symbols[index] === symbol;
    const level = (same ? before.levels[index] : undefined) ?? levelIn(annotation, subject, stage, symbol);
    levels.push(level);
    signs.push((same ? before.signs[index] : undefined) ?? signOf(symbol.class));
    byLevel.get(level)?.push(index);
  });
  return {
    symbols,
    ids: symbols.map(({ id }) => id),
    sides,
    levels,
    byLevel,
    signs,
    usualHeight:
      before?.symbols.length === symbols.length
        ? before.usualHeight
        : (Float64Array.from(symbols, ({ box }) => box.height).sort()[symbols.length >> 1] ?? 0),
  };
}

const lists = new WeakMap<Annotation, Known>();
const latest = new WeakMap<EditorSubject, Known>();

/** The list of an annotation as `stage` shows it; made once for each annotation, however many frames it is shown. */
export function boxListOf(annotation: Annotation, subject: EditorSubject, stage: Stage): BoxList {
  const known = lists.get(annotation);
  if (known?.stage === stage && known.subject === subject) return known.list;
  const last = latest.get(subject);
  const list = build(annotation, subject, stage, last?.stage === stage ? last.list : undefined);
  const made = { stage, subject, list };
  lists.set(annotation, made);
  latest.set(subject, made);
  return list;
}
