import type { Contour, Outline, Point } from '../outline';

/** A point that a pen passes, with the width of the line there. */
export interface PenPoint extends Point {
  width: number;
}

const CAP_STEPS = 14;

function dot({ x, y, width }: PenPoint): Contour {
  return Array.from({ length: CAP_STEPS }, (_, step) => {
    const angle = (2 * Math.PI * step) / CAP_STEPS;
    return { x: x + (width / 2) * Math.cos(angle), y: y + (width / 2) * Math.sin(angle) };
  });
}

/** The quadrilateral between two points; runs the same way round as `dot`, so that both add up. */
function segment(from: PenPoint, to: PenPoint): Contour {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const nx = (to.y - from.y) / length / 2;
  const ny = -(to.x - from.x) / length / 2;
  return [
    { x: from.x + nx * from.width, y: from.y + ny * from.width },
    { x: to.x + nx * to.width, y: to.y + ny * to.width },
    { x: to.x - nx * to.width, y: to.y - ny * to.width },
    { x: from.x - nx * from.width, y: from.y - ny * from.width },
  ];
}

/** The ink that a round pen leaves along a polyline. */
export function penStroke(points: readonly PenPoint[]): Outline {
  const contours: Contour[] = points.map(dot);
  points.forEach((point, index) => {
    const next = points[index + 1];
    if (next !== undefined) contours.push(segment(point, next));
  });
  return [contours];
}

/** `steps + 1` points from `from` to `to`, both included. */
export function along(from: Point, to: Point, steps: number): Point[] {
  return Array.from({ length: steps + 1 }, (_, index) => ({
    x: from.x + ((to.x - from.x) * index) / steps,
    y: from.y + ((to.y - from.y) * index) / steps,
  }));
}
