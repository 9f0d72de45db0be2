import type { Box } from '@/lib/domain/geometry/box';
import { boxOf, eachRun, regionOf, type Ink, type Region } from './ink';
import { ownInk, tightRegion } from './own-ink';

/** A straight cut through a box: `x` stands upright and divides left from right, `y` lies and divides top from bottom. */
export interface Cut {
  readonly axis: 'x' | 'y';
  /** Where, in image pixels of that axis. */
  readonly at: number;
}

const ownLabels = (ink: Ink, region: Region): ReadonlySet<number> => {
  const { whole, cut } = ownInk(ink, region);
  return new Set([...whole, ...cut]);
};

/** How many pixels of ink stand in each column (`x`) or row (`y`) of a box. */
function profile(ink: Ink, region: Region, labels: ReadonlySet<number>, axis: Cut['axis']): Uint32Array {
  const length = axis === 'x' ? region.right - region.left : region.bottom - region.top;
  const counts = new Uint32Array(Math.max(0, length));
  eachRun(ink.runs, region, (y, from, to, label) => {
    if (!labels.has(label)) return;
    if (axis === 'y') counts[y - region.top] = (counts[y - region.top] ?? 0) + to - from;
    else for (let x = from - region.left; x < to - region.left; x++) counts[x] = (counts[x] ?? 0) + 1;
  });
  return counts;
}

/**
 * The middle of the widest strip without ink that has ink on both sides, across one axis of a box.
 * null where the ink goes through.
 */
export function widestGap(ink: Ink, box: Box, axis: Cut['axis']): Cut | null {
  const region = regionOf(ink, box);
  const counts = profile(ink, region, ownLabels(ink, region), axis);
  let best: { from: number; to: number } | null = null;
  for (let at = 0, last = -1; at < counts.length; at++) {
    if (counts[at] === 0) continue;
    if (last >= 0 && at - last > 1 && (!best || at - last - 1 > best.to - best.from)) {
      best = { from: last + 1, to: at };
    }
    last = at;
  }
  if (!best) return null;
  const middle = (best.from + best.to) / 2;
  return axis === 'x'
    ? { axis, at: (region.left + middle) * ink.across }
    : { axis, at: (region.top + middle) * ink.down };
}

/** A cut near the middle is likelier than one at the rim: ink there counts so many times as much. */
const RIM_COST = 1;

/** Where a cut across `axis` goes through the least ink, near the middle of the box rather than at its rim. */
export function thinnestCut(ink: Ink | null, box: Box, axis: Cut['axis']): Cut {
  const halfway = axis === 'x' ? box.x + box.width / 2 : box.y + box.height / 2;
  if (!ink) return { axis, at: halfway };
  const region = regionOf(ink, box);
  const counts = profile(ink, region, ownLabels(ink, region), axis);
  const most = Math.max(1, ...counts);
  let best = { at: halfway, cost: Infinity };
  counts.forEach((count, index) => {
    const share = (index + 0.5) / counts.length;
    // The outer sixths are left out: what is cut off there is a rim, not a symbol.
    if (share < 1 / 6 || share > 5 / 6) return;
    const cost = count / most + RIM_COST * Math.abs(share - 0.5);
    const at =
      axis === 'x' ? (region.left + index + 0.5) * ink.across : (region.top + index + 0.5) * ink.down;
    if (cost < best.cost) best = { at, cost };
  });
  return { axis, at: best.at };
}

/** The two parts of a box on both sides of a cut. */
export function halves(box: Box, { axis, at }: Cut): [Box, Box] {
  if (axis === 'x') {
    return [
      { ...box, width: at - box.x },
      { ...box, x: at, width: box.x + box.width - at },
    ];
  }
  return [
    { ...box, height: at - box.y },
    { ...box, y: at, height: box.y + box.height - at },
  ];
}

/**
 * The two boxes that a cut makes of one: each tight around the box's own ink on its side, or the whole
 * side where it has none.
 */
export function cutBox(ink: Ink | null, box: Box, cut: Cut): [Box, Box] {
  const parts = halves(box, cut);
  if (!ink) return parts;
  const labels = ownLabels(ink, regionOf(ink, box));
  return parts.map((part) => {
    const tight = tightRegion(ink, regionOf(ink, part), labels);
    return tight ? boxOf(ink, tight) : part;
  }) as [Box, Box];
}
