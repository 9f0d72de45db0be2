import { area, intersection, union, type Box } from '@/lib/domain/geometry/box';
import type { ImagePoint } from '../space';
import { boxOf, eachRun, regionOf, regionOfPatch, type Ink } from './ink';

/** The patch of ink at a point, or the nearest one within `slack` image pixels. */
export function patchAt(ink: Ink, point: ImagePoint, slack: number): number | null {
  const [x, y] = [point.x / ink.across, point.y / ink.down];
  // At least the pixel that is pointed at.
  const reach = Math.max(0.75, slack / ink.across);
  const region = regionOf(ink, {
    x: (x - reach) * ink.across,
    y: (y - reach) * ink.down,
    width: 2 * reach * ink.across,
    height: 2 * reach * ink.down,
  });
  let best: { label: number; distance: number } | null = null;
  eachRun(ink.runs, region, (row, from, to, label) => {
    const distance = Math.hypot(Math.max(from - x, x - to, 0), Math.max(row - y, y - row - 1, 0));
    if (distance <= reach && (!best || distance < best.distance)) best = { label, distance };
  });
  return (best as { label: number } | null)?.label ?? null;
}

const longest = ({ width, height }: Box) => Math.max(width, height);
const gap = (a: number, along: number, b: number, alsoAlong: number) =>
  Math.max(0, Math.max(a, b) - Math.min(a + along, b + alsoAlong));
const gapAcross = (a: Box, b: Box) => gap(a.x, a.width, b.x, b.width);
const gapDown = (a: Box, b: Box) => gap(a.y, a.height, b.y, b.height);

/** A bar, which a hand draws a little aslant. */
const isBar = (box: Box) => box.width >= 1.8 * box.height;
const isDot = (box: Box, usual: number) =>
  longest(box) <= 0.5 * usual && box.width <= 2.5 * box.height && box.height <= 2.5 * box.width;

/** Bars of one length right over each other: `=`, `≡`. */
function areParallelBars(a: Box, b: Box): boolean {
  if (!isBar(a) || !isBar(b)) return false;
  const [short, long] = [Math.min(a.width, b.width), Math.max(a.width, b.width)];
  const shared = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  return short >= 0.65 * long && shared >= 0.6 * short && gapDown(a, b) <= 0.6 * short;
}

/** A dot over or under an upright stroke: `i`, `j`, `!`, `?`. */
function isDotted(dot: Box, stroke: Box, usual: number): boolean {
  if (!isDot(dot, usual) || longest(dot) > 0.45 * stroke.height || stroke.height < 1.1 * stroke.width)
    return false;
  const middle = dot.x + dot.width / 2;
  const over = middle >= stroke.x - dot.width && middle <= stroke.x + stroke.width + dot.width;
  const apart = gapDown(dot, stroke);
  return over && apart > 0 && apart <= 0.7 * stroke.height;
}

/** A dot over or under the middle of a bar: `÷`. */
function isDotOfDivision(dot: Box, bar: Box, usual: number): boolean {
  if (!isDot(dot, usual) || bar.width < 2.5 * bar.height || bar.height > 1.5 * longest(dot)) return false;
  const middle = dot.x + dot.width / 2;
  const central = middle >= bar.x + bar.width * 0.25 && middle <= bar.x + bar.width * 0.75;
  return central && longest(dot) <= 0.45 * bar.width && gapDown(dot, bar) <= 0.5 * bar.width;
}

/** Two like dots, over each other (`:`) or in a row (`…`). */
function areDotsOfOne(a: Box, b: Box, usual: number): boolean {
  const size = Math.max(longest(a), longest(b));
  if (size > 0.35 * usual || Math.min(longest(a), longest(b)) < 0.5 * size) return false;
  if (!isDot(a, usual) || !isDot(b, usual)) return false;
  return gapAcross(a, b) === 0
    ? gapDown(a, b) <= 5 * size
    : gapDown(a, b) === 0 && gapAcross(a, b) <= 4 * size;
}

/** Strokes of one sign that do not quite touch: their boxes lie mostly in each other. A root's inside is no part of it. */
function areStrokesOfOne(a: Box, b: Box): boolean {
  const [small, large] = area(a) < area(b) ? [a, b] : [b, a];
  const shared = intersection(a, b);
  return shared >= 0.5 * area(small) && shared < 0.98 * area(small) && area(large) <= 12 * area(small);
}

const belong = (a: Box, b: Box, usual: number): boolean =>
  areParallelBars(a, b) ||
  isDotted(a, b, usual) ||
  isDotted(b, a, usual) ||
  isDotOfDivision(a, b, usual) ||
  isDotOfDivision(b, a, usual) ||
  areDotsOfOne(a, b, usual) ||
  areStrokesOfOne(a, b);

/** No written sign has more patches than this that belong together by the rules above. */
const MOST_PARTS = 6;

/**
 * The box of the sign that the ink at a point belongs to, in image pixels: the patch there, and those
 * near it that make one sign with it. null where there is no ink.
 * @param slack how near is near enough, in image pixels
 * @param usual side of a usual symbol of this formula, in image pixels: what counts as a dot
 * @param taken whether a box of ink is part of a symbol that is there already
 */
export function signAt(
  ink: Ink,
  point: ImagePoint,
  { slack, usual, taken }: { slack: number; usual: number; taken: (box: Box) => boolean },
): Box | null {
  const seed = patchAt(ink, point, slack);
  if (seed === null) return null;
  const boxes = ink.runs.patches.map((patch) => boxOf(ink, regionOfPatch(patch)));
  const first = boxes[seed];
  if (!first) return null;
  const parts = [first];
  const near = boxes.filter(
    (box, label) =>
      label !== seed &&
      Math.max(gapAcross(box, first), gapDown(box, first)) <= 4 * Math.max(usual, longest(first)) &&
      !taken(box),
  );
  for (let found = true; found && parts.length < MOST_PARTS;) {
    const index = near.findIndex((box) => parts.some((part) => belong(part, box, usual)));
    found = index >= 0;
    parts.push(...near.splice(index, found ? 1 : 0));
  }
  return union(parts) ?? null;
}
