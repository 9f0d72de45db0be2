import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centre, intersection, type Box } from '@/lib/domain/geometry/box';
import { cutBox, readInk, tightBox, widestGap, type Ink } from '@/lib/editor/kernels/ink';
import { bitmap, inkOfBoxes } from '../support/drawn-ink';

const SIZE = { width: 96, height: 64 };

/** Rows of random ink, a fifth of them, with paper around. */
const drawing = fc
  .tuple(fc.integer({ min: 4, max: 26 }), fc.integer({ min: 4, max: 26 }))
  .chain(([width, height]) => {
    const cell = fc.constantFrom('.', '.', '.', '.', '#');
    const row = fc.array(cell, { minLength: width, maxLength: width }).map((cells) => `.${cells.join('')}.`);
    return fc
      .array(row, { minLength: height, maxLength: height })
      .map((rows) => ['.'.repeat(width + 2), ...rows, '.'.repeat(width + 2)]);
  });

/** Patches of ink found the slow and plain way: flood fill over all eight neighbours. */
function floodFill(rows: readonly string[]): { area: number; box: Box }[] {
  const seen = new Set<string>();
  const inked = (x: number, y: number) => rows[y]?.[x] === '#';
  return rows.flatMap((row, top) =>
    [...row].flatMap((_, left) => {
      if (!inked(left, top) || seen.has(`${left} ${top}`)) return [];
      const pending = [[left, top] as const];
      const cells: (readonly [number, number])[] = [];
      seen.add(`${left} ${top}`);
      for (let cell = pending.pop(); cell; cell = pending.pop()) {
        cells.push(cell);
        for (const dx of [-1, 0, 1]) {
          for (const dy of [-1, 0, 1]) {
            const [x, y] = [cell[0] + dx, cell[1] + dy];
            if (!inked(x, y) || seen.has(`${x} ${y}`)) continue;
            seen.add(`${x} ${y}`);
            pending.push([x, y]);
          }
        }
      }
      const [xs, ys] = [cells.map(([x]) => x), cells.map(([, y]) => y)];
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      return [
        {
          area: cells.length,
          box: { x, y, width: Math.max(...xs) + 1 - x, height: Math.max(...ys) + 1 - y },
        },
      ];
    }),
  );
}

const byPlace = (a: { box: Box; area: number }, b: { box: Box; area: number }) =>
  a.box.y - b.box.y || a.box.x - b.box.x || a.area - b.area || a.box.width - b.box.width;

const box = fc
  .tuple(
    fc.integer({ min: -10, max: 90 }),
    fc.integer({ min: -10, max: 60 }),
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 1, max: 60 }),
  )
  .map(([x, y, width, height]) => ({ x, y, width, height }));

/** Up to eight blots on a grid, so that no two touch. */
const blots = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 8 }).chain((cells) =>
  fc.tuple(
    ...cells.map((cell) =>
      fc
        .tuple(
          fc.integer({ min: 0, max: 4 }),
          fc.integer({ min: 0, max: 4 }),
          fc.integer({ min: 2, max: 9 }),
          fc.integer({ min: 2, max: 9 }),
        )
        .map(([dx, dy, width, height]) => ({
          x: (cell % 6) * 16 + dx,
          y: Math.floor(cell / 6) * 16 + dy,
          width,
          height,
        })),
    ),
  ),
);

const pixelsIn = (ink: Ink, within: Box) =>
  ink.runs.patches.filter((patch) => intersection(patch, within) > 0).length;

describe('any picture', () => {
  it('falls into the same patches as by flood fill, at any size', () => {
    fc.assert(
      fc.property(drawing, (rows) => {
        const pixels = bitmap(rows, 2);
        const { patches } = readInk(pixels, pixels).runs;
        const found = patches.map(({ area, ...patch }) => ({
          area,
          box: { x: patch.x, y: patch.y, width: patch.width, height: patch.height },
        }));
        const plain = floodFill(rows).map(({ area, box: { x, y, width, height } }) => ({
          area: area * 4,
          box: { x: x * 2, y: y * 2, width: width * 2, height: height * 2 },
        }));
        expect(found.sort(byPlace)).toEqual(plain.sort(byPlace));
      }),
      { numRuns: 60 },
    );
  });

  it('has tight boxes: of ink on every side, on the picture, and the same when drawn tight again', () => {
    fc.assert(
      fc.property(blots, box, (written, rough) => {
        const ink = inkOfBoxes(SIZE, written);
        const tight = tightBox(ink, rough);
        if (!tight) {
          expect(pixelsIn(ink, rough)).toBe(0);
          return;
        }
        expect(tight.x).toBeGreaterThanOrEqual(0);
        expect(tight.x + tight.width).toBeLessThanOrEqual(SIZE.width);
        // Each side stands where ink begins or where the rough box cuts it.
        const sides = written
          .flatMap((blot) => [blot.x, blot.x + blot.width])
          .concat(rough.x, rough.x + rough.width);
        expect(sides).toContain(tight.x);
        expect(sides).toContain(tight.x + tight.width);
        expect(tightBox(ink, tight)).toEqual(tight);
      }),
      { numRuns: 400 },
    );
  });

  it('holds every blot whole that is mostly in the box', () => {
    fc.assert(
      fc.property(blots, box, (written, rough) => {
        const tight = tightBox(inkOfBoxes(SIZE, written), rough);
        for (const blot of written) {
          if (intersection(blot, rough) < 0.5 * blot.width * blot.height) continue;
          expect(tight && intersection(tight, blot)).toBe(blot.width * blot.height);
        }
      }),
    );
  });

  it('is cut at a gap into two parts that share nothing and lose no blot', () => {
    fc.assert(
      fc.property(blots, fc.constantFrom('x' as const, 'y' as const), (written, axis) => {
        const ink = inkOfBoxes(SIZE, written);
        const all = { x: 0, y: 0, ...SIZE };
        const gap = widestGap(ink, all, axis);
        if (!gap) return;
        const [a, b] = cutBox(ink, all, gap);
        expect(intersection(a, b)).toBe(0);
        for (const blot of written) {
          const before = centre(blot)[axis] < gap.at;
          expect(intersection(before ? a : b, blot)).toBe(blot.width * blot.height);
        }
      }),
    );
  });
});
