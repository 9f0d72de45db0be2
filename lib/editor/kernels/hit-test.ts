import { area, intersection, type Box } from '@/lib/domain/geometry/box';
import type { Annotation, FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import { HANDLES, handlePoint, type Handle } from './boxes';
import type { ImagePoint } from './space';

function contains(box: Box, point: ImagePoint, slack: number): boolean {
  return (
    point.x >= box.x - slack &&
    point.x <= box.x + box.width + slack &&
    point.y >= box.y - slack &&
    point.y <= box.y + box.height + slack
  );
}

/**
 * The symbol under `point`: of several, the smallest, so that a symbol under a root sign can be
 * reached. Boxes that the point is truly inside win over those it is only near (`slack`, image pixels).
 */
export function symbolAt(annotation: Annotation, point: ImagePoint, slack: number): SymbolId | null {
  let best: FormulaSymbol | null = null;
  let bestInside = false;
  for (const symbol of Object.values(annotation.symbols)) {
    if (!contains(symbol.box, point, slack)) continue;
    const inside = contains(symbol.box, point, 0);
    if (best && (bestInside !== inside ? bestInside : area(best.box) <= area(symbol.box))) continue;
    best = symbol;
    bestInside = inside;
  }
  return best?.id ?? null;
}

/** Whether `point` is in the middle half of `box`, both ways. */
function inMiddle(box: Box, point: ImagePoint): boolean {
  return (
    Math.abs(point.x - box.x - box.width / 2) < box.width / 4 &&
    Math.abs(point.y - box.y - box.height / 2) < box.height / 4
  );
}

/**
 * The handle of `box` within `slack` image pixels of `point`; the nearest, corners before sides. The middle
 * of a box is never a handle, or the box of a dot could be resized but not moved.
 */
export function handleAt(box: Box, point: ImagePoint, slack: number): Handle | null {
  if (inMiddle(box, point)) return null;
  let best: { handle: Handle; distance: number } | null = null;
  for (const handle of HANDLES) {
    const at = handlePoint(box, handle);
    const distance = Math.max(Math.abs(at.x - point.x), Math.abs(at.y - point.y));
    const cost = distance + (handle.length === 1 ? slack / 4 : 0);
    if (distance <= slack && (!best || cost < best.distance)) best = { handle, distance: cost };
  }
  return best?.handle ?? null;
}

/** All symbols that `box` touches. */
export function symbolsIn(annotation: Annotation, box: Box): SymbolId[] {
  return Object.values(annotation.symbols)
    .filter((symbol) => intersection(symbol.box, box) > 0)
    .map((symbol) => symbol.id);
}
