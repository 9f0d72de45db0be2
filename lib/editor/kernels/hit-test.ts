import { area, intersection, type Box } from '@/lib/domain/geometry/box';
import type { Annotation, FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import { symbolsNear } from './box-index';
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
 * The symbols under `point`, the likeliest first: those that it is truly inside before those it is only
 * near (`slack`, image pixels), the smaller before the larger, so that a symbol under a root sign comes before the root.
 */
export function symbolsAt(annotation: Annotation, point: ImagePoint, slack: number): SymbolId[] {
  const around = { x: point.x - slack, y: point.y - slack, width: 2 * slack, height: 2 * slack };
  const outside = ({ box }: FormulaSymbol) => (contains(box, point, 0) ? 0 : 1);
  return symbolsNear(annotation, around)
    .sort((a, b) => outside(a) - outside(b) || area(a.box) - area(b.box))
    .map(({ id }) => id);
}

/** The likeliest symbol under `point`. */
export function symbolAt(annotation: Annotation, point: ImagePoint, slack: number): SymbolId | null {
  return symbolsAt(annotation, point, slack)[0] ?? null;
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

/**
 * All symbols that `box` touches. Those that it lies wholly inside of are left out when it touches others: a frame
 * pulled up under a root sign means what stands there.
 */
export function symbolsIn(annotation: Annotation, box: Box): SymbolId[] {
  const touched = symbolsNear(annotation, box).filter((symbol) => intersection(symbol.box, box) > 0);
  const framed = touched.filter((symbol) => intersection(symbol.box, box) < area(box));
  return (framed.length > 0 ? framed : touched).map((symbol) => symbol.id);
}
