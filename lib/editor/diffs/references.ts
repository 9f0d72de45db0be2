import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';

/** Symbols whose place names a line or a parent that does not exist, or the symbol itself. */
export function danglingPlaces(annotation: Annotation): SymbolId[] {
  return Object.values(annotation.symbols)
    .filter(({ id, place }) => {
      if (!place) return false;
      if (!annotation.lines[place.line]) return true;
      return place.parent !== null && (place.parent === id || !annotation.symbols[place.parent]);
    })
    .map(({ id }) => id);
}
