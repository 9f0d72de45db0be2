import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { orderedLines } from '@/lib/domain/ordering';
import type { Stage } from '@/lib/domain/stages';
import { isUncertain, symbolLevel, type PredictedById } from './confidence';

/** All symbols as they are read: lines top to bottom in their ordering, then the unplaced from left to right. */
export function readingOrder(annotation: Annotation): SymbolId[] {
  const placed = orderedLines(annotation).flatMap((line) => line.entries.map((entry) => entry.symbol));
  const seen = new Set(placed);
  const rest = Object.values(annotation.symbols)
    .filter(({ id }) => !seen.has(id))
    .sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y || (a.id < b.id ? -1 : 1));
  return [...placed, ...rest.map(({ id }) => id)];
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

/** The next uncertain symbol after `current`; null after the last one, so that Tab can leave the canvas. */
export function nextUncertain(
  annotation: Annotation,
  predicted: PredictedById,
  stage: Stage,
  current: SymbolId | null,
): SymbolId | null {
  const order = readingOrder(annotation);
  const from = current === null ? 0 : order.indexOf(current) + 1;
  return order.slice(from).find((id) => isUncertain(symbolLevel(annotation, predicted, id, stage))) ?? null;
}
