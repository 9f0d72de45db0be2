import type { Box } from '@/lib/domain/geometry/box';
import { boxOf, eachRun, regionOf, regionOfPatch, type Ink, type Region } from './ink';

/** A patch of ink belongs to a box that holds at least this share of it. */
const MOSTLY = 0.5;

/** Which patches are meant by a box, and whether all of each or only what is inside. */
export interface OwnInk {
  readonly whole: ReadonlySet<number>;
  readonly cut: ReadonlySet<number>;
}

/**
 * The ink that a box means. Patches that lie mostly inside are its own as a whole, also where they reach
 * out of it. Of those that mostly lie outside (a neighbour's stroke; or a neighbour that is written in
 * one with it) it has what is inside, and only where that is not little beside what is its own.
 */
export function ownInk({ runs }: Ink, region: Region): OwnInk {
  const inside = new Map<number, number>();
  eachRun(runs, region, (_, from, to, label) => inside.set(label, (inside.get(label) ?? 0) + to - from));
  const [whole, cut] = [new Set<number>(), new Set<number>()];
  let own = 0;
  for (const [label, count] of inside) {
    if (count < (runs.patches[label]?.area ?? 0) * MOSTLY) continue;
    whole.add(label);
    own += count;
  }
  for (const [label, count] of inside) if (!whole.has(label) && count >= own * MOSTLY) cut.add(label);
  return { whole, cut };
}

function around(regions: readonly Region[]): Region | null {
  if (regions.length === 0) return null;
  return regions.reduce((all, one) => ({
    left: Math.min(all.left, one.left),
    top: Math.min(all.top, one.top),
    right: Math.max(all.right, one.right),
    bottom: Math.max(all.bottom, one.bottom),
  }));
}

/** The tight region around those pixels of a region that belong to the patches named; null for none. */
export function tightRegion(ink: Ink, region: Region, labels: ReadonlySet<number>): Region | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  eachRun(ink.runs, region, (y, from, to, label) => {
    if (!labels.has(label)) return;
    left = Math.min(left, from);
    right = Math.max(right, to);
    top = Math.min(top, y);
    bottom = y + 1;
  });
  return left < right ? { left, top, right, bottom } : null;
}

/** The region around the ink that a region means; null when there is no ink in it. */
function meantRegion(ink: Ink, region: Region): Region | null {
  const { whole, cut } = ownInk(ink, region);
  const wholes = [...whole].flatMap((label) => {
    const patch = ink.runs.patches[label];
    return patch ? [regionOfPatch(patch)] : [];
  });
  const parts = cut.size > 0 ? tightRegion(ink, region, cut) : null;
  return around(parts ? [...wholes, parts] : wholes);
}

const sameRegion = (a: Region, b: Region) =>
  a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;

/** A stroke that reaches out may bring most of a neighbour in, and that one another; never many on real ink. */
const MOST_ROUNDS = 8;

/**
 * The smallest box around the ink that a rough box means, in image pixels. It is larger than the rough
 * box where a stroke reaches out of it, and means the same ink again. null when there is no ink in it.
 */
export function tightBox(ink: Ink, box: Box): Box | null {
  let tight = meantRegion(ink, regionOf(ink, box));
  for (let round = 1; tight && round < MOST_ROUNDS; round++) {
    const again = meantRegion(ink, tight);
    if (!again || sameRegion(again, tight)) break;
    tight = again;
  }
  return tight && boxOf(ink, tight);
}
