/** A point; x right, y down, in whatever unit the caller works in (em or pixels). */
export interface Point {
  x: number;
  y: number;
}

/** A closed polygon. */
export type Contour = Point[];

/**
 * The ink of one symbol: layers, each filled on its own by the non-zero rule, so that strokes drawn
 * over one another never cancel.
 */
export type Outline = Contour[][];

export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function mapPoints(outline: Outline, change: (point: Point) => Point): Outline {
  return outline.map((layer) => layer.map((contour) => contour.map(change)));
}

export function moved(outline: Outline, dx: number, dy: number): Outline {
  return mapPoints(outline, ({ x, y }) => ({ x: x + dx, y: y + dy }));
}

export function scaled(outline: Outline, kx: number, ky = kx): Outline {
  return mapPoints(outline, ({ x, y }) => ({ x: x * kx, y: y * ky }));
}

/** The smallest rectangle around all points. An outline without points has no bounds. */
export function boundsOf(outline: Outline): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of outline.flat(2)) {
    bounds.left = Math.min(bounds.left, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.right = Math.max(bounds.right, x);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return bounds;
}

/** Twice the signed area; its sign tells which way round a contour runs. */
function doubleArea(contour: Contour): number {
  let sum = 0;
  contour.forEach((point, index) => {
    const next = contour[(index + 1) % contour.length] ?? point;
    sum += point.x * next.y - next.x * point.y;
  });
  return sum;
}

/**
 * Mean width of the strokes: for a long thin shape the area is half the perimeter times the width.
 */
export function strokeWidth(outline: Outline): number {
  let area = 0;
  let perimeter = 0;
  for (const contour of outline.flat()) {
    area += doubleArea(contour) / 2;
    contour.forEach((point, index) => {
      const next = contour[(index + 1) % contour.length] ?? point;
      perimeter += Math.hypot(next.x - point.x, next.y - point.y);
    });
  }
  return perimeter === 0 ? 0 : (2 * Math.abs(area)) / perimeter;
}

/**
 * Thickens every stroke by `amount` (thins it when negative): each point moves half of it along the
 * bisector of its neighbours, outwards on outer contours and inwards on counters. Corners are kept
 * from growing spikes by a limit on the mitre.
 */
export function emboldened(outline: Outline, amount: number): Outline {
  if (amount === 0) return outline;
  return outline.map((layer) => {
    const outer = Math.sign(layer.reduce((sum, contour) => sum + doubleArea(contour), 0));
    return layer.map((contour) =>
      contour.map((point, index) => offset(contour, point, index, (outer * amount) / 2)),
    );
  });
}

function offset(contour: Contour, point: Point, index: number, distance: number): Point {
  const before = contour[(index + contour.length - 1) % contour.length] ?? point;
  const after = contour[(index + 1) % contour.length] ?? point;
  const inLength = Math.hypot(point.x - before.x, point.y - before.y) || 1;
  const outLength = Math.hypot(after.x - point.x, after.y - point.y) || 1;
  const normalX = (point.y - before.y) / inLength + (after.y - point.y) / outLength;
  const normalY = -(point.x - before.x) / inLength - (after.x - point.x) / outLength;
  const squared = normalX * normalX + normalY * normalY;
  // |n1 + n2|² = 4 cos² of half the turn; dividing by half of it makes both edges move by `distance`.
  const mitre = (2 * distance) / Math.max(squared, 1);
  return { x: point.x + normalX * mitre, y: point.y + normalY * mitre };
}

/** `d` of an SVG path, to a hundredth of a unit. */
export function toSvgPath(layer: Contour[]): string {
  return layer
    .map((contour) => `M${contour.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}Z`)
    .join('');
}
