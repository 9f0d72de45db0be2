import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';

/**
 * Says the class of symbols, and pins it. Saying what the model said already is a decision too: the
 * class is pinned then, and no longer uncertain.
 */
export function relabel(annotation: Annotation, ids: readonly SymbolId[], name: string): Annotation {
  const symbols = { ...annotation.symbols };
  for (const id of ids) {
    const symbol = symbols[id];
    if (symbol) symbols[id] = { ...symbol, class: name, pins: { ...symbol.pins, class: true } };
  }
  return { ...annotation, symbols };
}
