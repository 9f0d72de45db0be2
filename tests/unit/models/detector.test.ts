import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GROUP_COUNT, STRIDE } from '@/models/stages/detector/contract';
import { detectPeaks } from '@/models/stages/detector/peaks';
import { boxIou, claimSame, suppress, type Detection } from '@/models/stages/detector/suppress';
import type { FrameBox } from '@/models/stages/stage';
import { zeros } from '@/models/stages/tensor';

const LIMITS = { within: 0.5, across: 0.8 };

const detections = fc.array(
  fc.record({
    box: fc
      .tuple(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 4, max: 30 }),
        fc.integer({ min: 4, max: 30 }),
      )
      .map(([x, y, w, h]): FrameBox => [x, y, x + w, y + h]),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    group: fc.integer({ min: 0, max: GROUP_COUNT - 1 }),
  }),
  { maxLength: 30 },
);

/** What remains claims nothing twice; what was dropped loses to something that remains. */
function keepsTheBestOfEachClaim(implementation: typeof suppress) {
  return fc.property(detections, (all: Detection[]) => {
    const kept = implementation(all, LIMITS);
    const clash = kept.some((a, i) => kept.some((b, j) => i < j && claimSame(a, b, LIMITS)));
    const lost = all.filter((d) => !kept.includes(d));
    return !clash && lost.every((d) => kept.some((k) => k.score >= d.score && claimSame(k, d, LIMITS)));
  });
}

/** Enough tries to meet two claims on one symbol for certain, and the same ones each time. */
const MANY = { numRuns: 5000, seed: 1 };

describe('suppression of double detections', () => {
  it('keeps the best of each claim', () => {
    fc.assert(keepsTheBestOfEachClaim(suppress));
  });

  it('would be noticed if it kept everything, or the worse one', () => {
    expect(
      fc.check(
        keepsTheBestOfEachClaim((all) => [...all]),
        MANY,
      ).failed,
    ).toBe(true);
    const worstFirst: typeof suppress = (all, limits) =>
      suppress(
        all.map((d) => ({ ...d, score: 1 - d.score })),
        limits,
      ).map((d) => all.find((a) => a.box === d.box)!);
    expect(fc.check(keepsTheBestOfEachClaim(worstFirst), MANY).failed).toBe(true);
  });

  it('lets a radical and its content share their ink, but not two views of one symbol', () => {
    const radical: Detection = { box: [0, 0, 100, 40], score: 0.9, group: 0 };
    const content: Detection = { box: [20, 5, 98, 39], score: 0.8, group: 2 };
    expect(boxIou(radical.box, content.box)).toBeGreaterThan(0.5);
    expect(suppress([radical, content], LIMITS)).toHaveLength(2);
    expect(suppress([radical, { ...content, group: 0 }], LIMITS)).toEqual([radical]);
  });
});

describe('peaks of the heat maps', () => {
  const maps = () => ({ heat: zeros(1, GROUP_COUNT, 8, 16), ltrb: zeros(1, GROUP_COUNT * 4, 8, 16) });

  it('become boxes by their four distances from the centre of the cell', () => {
    const { heat, ltrb } = maps();
    const [group, x, y] = [1, 5, 3];
    heat.data[(group * 8 + y) * 16 + x] = 0.7;
    [10, 4, 12, 6].forEach((distance, side) => (ltrb.data[((group * 4 + side) * 8 + y) * 16 + x] = distance));
    const centre = [(x + 0.5) * STRIDE, (y + 0.5) * STRIDE] as const;
    expect(detectPeaks(heat, ltrb, 0.4, 64, 32)).toEqual([
      {
        group,
        score: expect.closeTo(0.7, 6),
        box: [centre[0] - 10, centre[1] - 4, centre[0] + 12, centre[1] + 6],
      },
    ]);
  });

  it('are found once on a plateau, not below the threshold, and cut at the frame', () => {
    const { heat, ltrb } = maps();
    ltrb.data.fill(9);
    heat.data[0] = heat.data[1] = heat.data[16] = 0.5;
    heat.data[60] = 0.3;
    expect(detectPeaks(heat, ltrb, 0.4, 64, 32).map(({ box }) => box)).toEqual([[0, 0, 11, 11]]);
  });
});
