import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { setPlace } from '@/lib/domain/ordering';
import { moveBoxes } from '../kernels/boxes';
import type { Size } from '../kernels/space';
import { addSymbol, UNLABELLED } from './boxes';
import { relabel } from './classes';
import { guessPlace } from './guess-place';

/** As much of the usual size of a symbol as a copy stands beside what it was made of. */
const OFFSET = 0.3;

/** Right and down; at the edge of the image to the other side, so that a copy never hides what it was made of. */
function offset(room: number, step: number): number {
  return room >= step ? step : -step;
}

/**
 * Copies symbols: the same class, a little beside, each at the place where its box suggests that it belongs.
 * Their class is the person's, like the box; a symbol that has none yet gives a copy that has none.
 * @param pairs each symbol with the id of its copy
 * @param usual side of a usual symbol, in image pixels
 */
export function duplicateSymbols(
  annotation: Annotation,
  pairs: readonly (readonly [from: SymbolId, copy: SymbolId])[],
  image: Size,
  usual: number,
): Annotation {
  const sources = pairs.flatMap(([from, copy]) => {
    const symbol = annotation.symbols[from];
    return symbol ? [{ symbol, copy }] : [];
  });
  if (sources.length === 0) return annotation;
  const right = Math.max(...sources.map(({ symbol: { box } }) => box.x + box.width));
  const bottom = Math.max(...sources.map(({ symbol: { box } }) => box.y + box.height));
  const step = Math.max(4, usual * OFFSET);
  const boxes = moveBoxes(
    new Map(sources.map(({ symbol, copy }) => [copy, symbol.box])),
    offset(image.width - right, step),
    offset(image.height - bottom, step),
    image,
  );
  return sources.reduce((next, { symbol, copy }) => {
    const box = boxes.get(copy) ?? symbol.box;
    const added = addSymbol(next, { id: copy, box, class: symbol.class, place: null });
    const named = symbol.class === UNLABELLED ? added : relabel(added, [copy], symbol.class);
    const guess = guessPlace(named, copy);
    return guess ? setPlace(named, copy, guess) : named;
  }, annotation);
}
