import type { Annotation, FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';

/** What somebody deleted, and a model had found, is remembered, so that no later prediction brings it back. */
export function bury(
  annotation: Annotation,
  symbols: readonly FormulaSymbol[],
  predicted: (id: SymbolId) => boolean,
): Annotation {
  const graves = symbols
    .filter(({ id }) => predicted(id))
    .map(({ id, box, class: name }) => [id, { id, box, class: name }]);
  return { ...annotation, tombstones: { ...annotation.tombstones, ...Object.fromEntries(graves) } };
}

/**
 * Puts `symbol` in the stead of the one with the id `old`: at its place in the ordering, and with everything
 * that hung on it. The old one is gone; an earlier record with the new id is replaced.
 */
export function standIn(annotation: Annotation, old: SymbolId, symbol: FormulaSymbol): Annotation {
  const place = annotation.symbols[old]?.place ?? null;
  const next: Record<SymbolId, FormulaSymbol> = {};
  for (const other of Object.values(annotation.symbols)) {
    if (other.id === old || other.id === symbol.id) continue;
    const hangs = other.place?.parent === old;
    next[other.id] =
      hangs && other.place ? { ...other, place: { ...other.place, parent: symbol.id } } : other;
  }
  next[symbol.id] = { ...symbol, place };
  return { ...annotation, symbols: next };
}
