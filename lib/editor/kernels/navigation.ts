import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { isUncertain, symbolLevel, type PredictedById } from './confidence';
import { readingOf } from './reading';

/** All symbols as they are read: lines top to bottom in their ordering, then the unplaced from left to right. */
export function readingOrder(annotation: Annotation): SymbolId[] {
  const { entries, unread } = readingOf(annotation);
  return [...entries.map(({ symbol }) => symbol), ...unread];
}

/** The symbol `step` places after `current`, going round; the first (or last) when nothing is selected. */
export function neighbour(
  order: readonly SymbolId[],
  current: SymbolId | null,
  step: 1 | -1,
): SymbolId | null {
  if (order.length === 0) return null;
  const at = current === null ? -1 : order.indexOf(current);
  if (at < 0) return order.at(step === 1 ? 0 : -1) ?? null;
  return order[(at + step + order.length) % order.length] ?? null;
}

/** A doubt of the models': a symbol, and the stage in which it is uncertain. */
export interface Doubt {
  readonly stage: Stage;
  readonly id: SymbolId;
}

/**
 * The next doubt after `current` in `stage`: further on in this stage, then in the later stages, then round to
 * the first stage again. The present one comes last; null when there is none at all.
 */
export function nextUncertain(
  annotation: Annotation,
  predicted: PredictedById,
  stage: Stage,
  current: SymbolId | null,
): Doubt | null {
  const order = readingOrder(annotation);
  const within = (among: Stage, ids: readonly SymbolId[]): Doubt | null => {
    const id = ids.find((one) => isUncertain(symbolLevel(annotation, predicted, one, among)));
    return id === undefined ? null : { stage: among, id };
  };
  const from = current === null ? 0 : order.indexOf(current) + 1;
  const here = within(stage, order.slice(from));
  if (here) return here;
  const at = STAGES.indexOf(stage);
  for (const other of [...STAGES.slice(at + 1), ...STAGES.slice(0, at)]) {
    const found = within(other, order);
    if (found) return found;
  }
  return within(stage, order.slice(0, from));
}
