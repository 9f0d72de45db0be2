import type { Box } from '@/lib/domain/geometry/box';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { symbolsNear } from './box-index';
import type { ImagePoint } from './space';

/** Is a point inside a polygon, by the even-odd rule? The last corner is joined to the first. */
function insidePolygon(polygon: readonly ImagePoint[], { x, y }: ImagePoint): boolean {
  let inside = false;
  let previous = polygon.at(-1);
  for (const corner of polygon) {
    if (previous && corner.y > y !== previous.y > y) {
      const crossing = corner.x + ((y - corner.y) * (previous.x - corner.x)) / (previous.y - corner.y);
      if (x < crossing) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** A box is looked at in so many places across and down. */
const SAMPLES = 5;
/** As much of a box has to be in the lasso: its contents are caught without the root around them. */
const CAUGHT = 0.6;

function shareInside(polygon: readonly ImagePoint[], box: Box): number {
  let inside = 0;
  for (let row = 0; row < SAMPLES; row++) {
    for (let column = 0; column < SAMPLES; column++) {
      const x = box.x + (box.width * (column + 0.5)) / SAMPLES;
      const y = box.y + (box.height * (row + 0.5)) / SAMPLES;
      if (insidePolygon(polygon, { x, y })) inside++;
    }
  }
  return inside / SAMPLES ** 2;
}

/** The symbols that a drawn loop (image pixels) catches: those that are mostly inside. */
export function symbolsInLasso(annotation: Annotation, polygon: readonly ImagePoint[]): SymbolId[] {
  if (polygon.length < 3) return [];
  const [xs, ys] = [polygon.map(({ x }) => x), polygon.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const around = { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
  return symbolsNear(annotation, around)
    .filter(({ box }) => shareInside(polygon, box) >= CAUGHT)
    .map(({ id }) => id);
}
