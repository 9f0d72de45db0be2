import { centre, type Box } from '@/lib/domain/geometry/box';
import type { Relation } from '@/lib/domain/annotation/schema';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way from a parent to its child as a cubic curve, in the space of the boxes. */
export interface Joint {
  readonly start: Point;
  readonly bend: readonly [Point, Point];
  readonly end: Point;
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
const right = (box: Box) => box.x + box.width;
const bottom = (box: Box) => box.y + box.height;

/** A joint of neighbours that touch is still this long: it begins and ends a little inside. */
const SHORTEST = 9;
/** How far a joint that goes against its relation is bowed off the straight way. */
const BOW = 26;

function curve(start: Point, end: Point, along: 'x' | 'y'): Joint {
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const bend: [Point, Point] =
    along === 'x'
      ? [
          { x: middle.x, y: start.y },
          { x: middle.x, y: end.y },
        ]
      : [
          { x: start.x, y: middle.y },
          { x: end.x, y: middle.y },
        ];
  return { start, bend, end };
}

/** On one line from edge to edge, where both boxes are; boxes of different height meet where they overlap. */
function toTheRight(from: Box, to: Box): Joint {
  const [top, low] = [Math.max(from.y, to.y), Math.min(bottom(from), bottom(to))];
  const level = low > top ? (top + low) / 2 : null;
  const missing = Math.max(0, SHORTEST - (to.x - right(from))) / 2;
  return curve(
    { x: right(from) - missing, y: level ?? centre(from).y },
    { x: to.x + missing, y: level ?? centre(to).y },
    'x',
  );
}

/** From the corner of the parent that looks to the script, to the script's near side. */
function toScript(from: Box, to: Box, up: boolean): Joint {
  const inset = Math.min(6, from.width / 4);
  const start = { x: right(from) - inset, y: up ? from.y : bottom(from) };
  const end = { x: to.x, y: up ? bottom(to) - to.height / 3 : to.y + to.height / 3 };
  if (Math.hypot(end.x - start.x, end.y - start.y) < SHORTEST) {
    const missing = SHORTEST / 2;
    return curve(
      { x: start.x - missing, y: start.y + (up ? missing : -missing) },
      { x: end.x + missing, y: end.y },
      'y',
    );
  }
  return {
    start,
    bend: [
      { x: start.x, y: end.y },
      { x: (start.x + end.x) / 2, y: end.y },
    ],
    end,
  };
}

function stacked(from: Box, to: Box, up: boolean): Joint {
  const x = clamp(centre(to).x, from.x + 2, right(from) - 2);
  const start = { x, y: up ? from.y : bottom(from) };
  const end = { x: centre(to).x, y: up ? bottom(to) : to.y };
  const missing = Math.max(0, SHORTEST - Math.abs(end.y - start.y)) * (up ? -1 : 1);
  return curve(start, { ...end, y: end.y + missing }, 'y');
}

/** Around what lies between: for a child that is not where its relation says. */
function bowed(from: Box, to: Box): Joint {
  const [a, b] = [centre(from), centre(to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const edge = (box: Box, towards: Point): Point => {
    const middle = centre(box);
    const [dx, dy] = [towards.x - middle.x, towards.y - middle.y];
    const share = Math.min(
      1,
      box.width / 2 / Math.max(1e-6, Math.abs(dx)),
      box.height / 2 / Math.max(1e-6, Math.abs(dy)),
    );
    return { x: middle.x + dx * share, y: middle.y + dy * share };
  };
  const bow = Math.min(BOW, length / 3);
  const [ox, oy] = [((b.y - a.y) / length) * bow, (-(b.x - a.x) / length) * bow];
  const [start, end] = [edge(from, b), edge(to, a)];
  const at = (share: number) => ({
    x: start.x + (end.x - start.x) * share + ox,
    y: start.y + (end.y - start.y) * share + oy,
  });
  return { start, bend: [at(0.25), at(0.75)], end };
}

/**
 * The joint from a parent to its child: from edge to edge, through the paper between them and not through their
 * ink. A child on the wrong side of its parent is reached by a bow, which looks as wrong as it is.
 */
export function jointBetween(from: Box, to: Box, relation: Relation): Joint {
  const [a, b] = [centre(from), centre(to)];
  switch (relation) {
    case 'Right':
      return b.x > a.x && to.x >= right(from) - Math.min(from.width, to.width) / 2
        ? toTheRight(from, to)
        : bowed(from, to);
    case 'Sup':
      return b.x > a.x && b.y < a.y ? toScript(from, to, true) : bowed(from, to);
    case 'Sub':
      return b.x > a.x && b.y > a.y ? toScript(from, to, false) : bowed(from, to);
    case 'Above':
      return b.y < a.y ? stacked(from, to, true) : bowed(from, to);
    case 'Below':
      return b.y > a.y ? stacked(from, to, false) : bowed(from, to);
    case 'Inside':
      return b.x > from.x && b.x < right(from)
        ? curve(
            { x: from.x + Math.min(from.width * 0.15, 8), y: b.y },
            { x: Math.max(to.x, from.x + 10), y: b.y },
            'x',
          )
        : bowed(from, to);
  }
}

/** The point of a joint at `share` of the way (0 to 1). */
export function pointOn({ start, bend: [b, c], end }: Joint, share: number): Point {
  const rest = 1 - share;
  const mix = (p: number, q: number, r: number, s: number) =>
    rest ** 3 * p + 3 * rest ** 2 * share * q + 3 * rest * share ** 2 * r + share ** 3 * s;
  return { x: mix(start.x, b.x, c.x, end.x), y: mix(start.y, b.y, c.y, end.y) };
}

/** Length of the way as the crow flies, in the same units. */
export function reachOfJoint({ start, end }: Joint): number {
  return Math.hypot(end.x - start.x, end.y - start.y);
}
