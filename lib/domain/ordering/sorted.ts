import type { Annotation, FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import { orderedLines } from './lines';
import { compare } from './tree';

/** Symbols in reading order, those without a place after them by id: the same order in every export. */
export function sortedSymbols(annotation: Annotation): FormulaSymbol[] {
  const placed = orderedLines(annotation).flatMap(({ entries }) => entries.map((entry) => entry.symbol));
  const rank = new Map<SymbolId, number>(placed.map((id, index) => [id, index]));
  return Object.values(annotation.symbols).sort(
    (a, b) => (rank.get(a.id) ?? Infinity) - (rank.get(b.id) ?? Infinity) || compare(a.id, b.id),
  );
}
