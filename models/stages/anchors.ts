import type { Annotation, FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';

/** Has a person set or accepted anything of this symbol? */
export function hasPin({ pins }: FormulaSymbol): boolean {
  return pins.box || pins.class || pins.place;
}

/**
 * Symbols that no model may remove: those with a pin, and those that a pinned place hangs on.
 */
export function anchoredSymbols(annotation: Annotation | null): Set<SymbolId> {
  const anchored = new Set<SymbolId>();
  for (const symbol of Object.values(annotation?.symbols ?? {})) {
    if (hasPin(symbol)) anchored.add(symbol.id);
    const parent = symbol.pins.place ? symbol.place?.parent : null;
    if (parent && annotation && Object.hasOwn(annotation.symbols, parent)) anchored.add(parent);
  }
  return anchored;
}
