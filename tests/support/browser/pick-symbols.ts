import type { Annotation, FormulaSymbol } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';

/** The symbols of a formula on which each kind of correction can be shown with the mouse. */
export interface Picks {
  moved: FormulaSymbol;
  relabelled: FormulaSymbol;
  deleted: FormulaSymbol;
  /** Right of its parent, with nothing behind it, and its parent's `Sup` is free. */
  related: FormulaSymbol;
}

const holds = (box: Box, x: number, y: number) =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

/** Undefined when the formula is too small or too crowded for all four. */
export function pickSymbols(annotation: Annotation): Picks | undefined {
  const symbols = Object.values(annotation.symbols);
  const childrenOf = (parent: FormulaSymbol) => symbols.filter(({ place }) => place?.parent === parent.id);
  const clickable = symbols.filter((symbol) => {
    const [x, y] = [symbol.box.x + symbol.box.width / 2, symbol.box.y + symbol.box.height / 2];
    return symbols.every((other) => other === symbol || !holds(other.box, x, y));
  });
  const related = clickable.find(({ place, ...symbol }) => {
    const parent = symbols.find(({ id }) => id === place?.parent);
    return (
      parent !== undefined &&
      place?.relation === 'Right' &&
      childrenOf(symbol as FormulaSymbol).length === 0 &&
      childrenOf(parent).every((child) => child.place?.relation !== 'Sup')
    );
  });
  if (!related) return undefined;
  const others = clickable.filter(
    (symbol) => symbol.id !== related.id && symbol.id !== related.place?.parent && symbol.class !== '\\sqrt',
  );
  // What is deleted stands in the row, so that its children move up to its parent.
  const deleted = others.find(({ place }) => place?.relation === 'Right');
  const [moved, relabelled] = others.filter((symbol) => symbol !== deleted);
  return deleted && moved && relabelled ? { moved, relabelled, deleted, related } : undefined;
}
