import type { Box } from '@/lib/domain/geometry/box';
import { sameValue } from '@/lib/domain/annotation/diff';
import type { Annotation, FormulaSymbol, Place, SymbolId } from '@/lib/domain/annotation/schema';

/** The class of a symbol whose class nobody has said yet; no project has it, so `validate` asks for one. */
export const UNLABELLED = '?';

/** Puts each symbol's box where a person wants it, and pins it there. Unknown ids are left out. */
export function setBoxes(annotation: Annotation, boxes: ReadonlyMap<SymbolId, Box>): Annotation {
  const symbols = { ...annotation.symbols };
  for (const [id, box] of boxes) {
    const symbol = symbols[id];
    if (!symbol || sameValue(symbol.box, box)) continue;
    symbols[id] = { ...symbol, box, pins: { ...symbol.pins, box: true } };
  }
  return { ...annotation, symbols };
}

export interface NewSymbol {
  readonly id: SymbolId;
  readonly box: Box;
  readonly class: string;
  readonly place: Place | null;
}

/** Adds a symbol that a person drew. Its box is theirs; class and place are pinned once they say so. */
export function addSymbol(annotation: Annotation, added: NewSymbol): Annotation {
  const symbol: FormulaSymbol = { ...added, pins: { box: true, class: false, place: false } };
  return { ...annotation, symbols: { ...annotation.symbols, [added.id]: symbol } };
}
