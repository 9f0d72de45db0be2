import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import type { Stage } from '@/lib/domain/stages';
import { CONFIDENCE_LEVELS, symbolLevel, type ConfidenceLevel } from '@/lib/editor/kernels/confidence';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import type { EditorSubject } from '@/lib/editor/state';
import { signOf } from './glyphs';

/** All boxes of an annotation in the form that is quickest to draw, so that a frame looks nothing up. */
export interface BoxList {
  readonly ids: readonly SymbolId[];
  /** x, y, width and height of every box in image pixels, four numbers for each id. */
  readonly sides: Float64Array;
  /** Which boxes are of which level of confidence, as indices into `ids`. */
  readonly byLevel: ReadonlyMap<ConfidenceLevel, readonly number[]>;
  readonly signs: readonly string[];
  /** Median height of the boxes in image pixels. */
  readonly usualHeight: number;
}

function build(annotation: Annotation, { predicted }: EditorSubject, stage: Stage): BoxList {
  const symbols = Object.values(annotation.symbols);
  const sides = new Float64Array(symbols.length * 4);
  const byLevel = new Map<ConfidenceLevel, number[]>(CONFIDENCE_LEVELS.map((level) => [level, []]));
  symbols.forEach(({ id, box, class: name }, index) => {
    sides[index * 4] = box.x;
    sides[index * 4 + 1] = box.y;
    sides[index * 4 + 2] = box.width;
    sides[index * 4 + 3] = box.height;
    const unlabelled = name === UNLABELLED && stage === 'recognizer';
    byLevel.get(unlabelled ? 'guess' : symbolLevel(annotation, predicted, id, stage))?.push(index);
  });
  return {
    ids: symbols.map(({ id }) => id),
    sides,
    byLevel,
    signs: symbols.map(({ class: name }) => signOf(name)),
    usualHeight: Float64Array.from(symbols, ({ box }) => box.height).sort()[symbols.length >> 1] ?? 0,
  };
}

const lists = new WeakMap<Annotation, { stage: Stage; subject: EditorSubject; list: BoxList }>();

/** The list of an annotation as `stage` shows it; made once for each annotation, however many frames it is shown. */
export function boxListOf(annotation: Annotation, subject: EditorSubject, stage: Stage): BoxList {
  const known = lists.get(annotation);
  if (known?.stage === stage && known.subject === subject) return known.list;
  const list = build(annotation, subject, stage);
  lists.set(annotation, { stage, subject, list });
  return list;
}
