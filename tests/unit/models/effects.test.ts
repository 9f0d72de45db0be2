import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Box } from '@/lib/domain/geometry/box';
import { effects, type EffectName } from '@/models/effects';
import { frameFromImage } from '@/models/frame/fit';
import { pixelsOf } from '../../support/images';
import { frameOfSquares } from '../../support/squares';

const NAMES = Object.keys(effects) as EffectName[];

const SQUARES = [
  { x: 60, y: 40, side: 24 },
  { x: 360, y: 60, side: 24 },
  { x: 690, y: 30, side: 24 },
];
const boxOf = ({ x, y, side }: (typeof SQUARES)[number]): Box => ({ x, y, width: side, height: side });
const drawing = await frameOfSquares(SQUARES);

/** Mean ink of the frame inside a box of the image. */
function inkIn(frame: Awaited<ReturnType<typeof frameFromImage>>, box: Box) {
  const [x1, y1, x2, y2] = frame.mapping.boxToFrame(box).map(Math.round) as [number, number, number, number];
  let sum = 0;
  for (let y = y1; y < y2; y++) for (let x = x1; x < x2; x++) sum += frame.data[y * frame.paddedWidth + x]!;
  return sum / Math.max(1, (x2 - x1) * (y2 - y1));
}

const inner = ({ x, y, width, height }: Box): Box => ({
  x: x + width / 5,
  y: y + height / 5,
  width: width * 0.6,
  height: height * 0.6,
});

describe.each(NAMES)('%s', (name) => {
  it('does the same for the same seed', async () => {
    const [one, two] = [await effects[name](drawing, 'seed'), await effects[name](drawing, 'seed')];
    expect(Buffer.compare(Buffer.from(one.image), Buffer.from(two.image))).toBe(0);
    const box = boxOf(SQUARES[0]!);
    expect(two.mapBox(box)).toEqual(one.mapBox(box));
  });

  it('changes the image', async () => {
    const { image } = await effects[name](drawing, 'seed');
    const [before, after] = [await pixelsOf(drawing), await pixelsOf(image)];
    const same = before.width === after.width && Buffer.compare(before.data, after.data) === 0;
    expect(same).toBe(false);
  });

  it.each(['1', '2', '3'])(
    'leaves its ink, and nothing but its ink, to the frame (seed %s)',
    async (seed) => {
      const { image, mapBox } = await effects[name](drawing, seed);
      const frame = await frameFromImage(image);
      for (const square of SQUARES)
        expect(inkIn(frame, inner(mapBox(boxOf(square)))), 'ink').toBeGreaterThan(0.85);
      const everything = frame.data.reduce((sum, value) => sum + value, 0);
      const drawn = SQUARES.reduce((sum, square) => {
        const { width, height } = mapBox(boxOf(square));
        return sum + width * height * frame.mapping.scale ** 2;
      }, 0);
      // The corners' dots are ink, too; the hull of a turned square is larger than the square.
      expect(everything / drawn).toBeGreaterThan(0.7);
      expect(everything / drawn).toBeLessThan(1.35);
    },
  );
});

describe('a box after five degrees', () => {
  /** A bar, 200 × 2 pixels in a box of 200 × 9, as the importer boxes a minus sign. */
  const bar = { x: 100, y: 59, width: 200, height: 2 };
  const box: Box = { x: 100, y: 55.5, width: 200, height: 9 };
  const drawn = async () => {
    const pixels = Buffer.alloc(400 * 120, 255);
    for (let y = bar.y; y < bar.y + bar.height; y++) pixels.fill(0, y * 400 + 100, y * 400 + 300);
    return sharp(pixels, { raw: { width: 400, height: 120, channels: 1 } })
      .png()
      .toBuffer();
  };

  it('is the upright box around the turned ink, not around the turned box', async () => {
    const { image, mapBox } = await effects.rotated(await drawn(), 'seed');
    const { width, height } = mapBox(box);
    // 200·cos 5° + 2·sin 5°, and 200·sin 5° + 2·cos 5°; the turned box would be 26 high.
    expect(width).toBeCloseTo(200 * 0.99619 + 2 * 0.08716, 1);
    expect(height).toBeCloseTo(200 * 0.08716 + 2 * 0.99619, 1);
    // And that is where the ink is.
    const { data, ...size } = await pixelsOf(image);
    const dark = [...data.keys()].filter((p) => data[p]! < 178);
    const [xs, ys] = [dark.map((p) => p % size.width), dark.map((p) => Math.floor(p / size.width))];
    const mapped = mapBox(box);
    expect(Math.abs(Math.min(...xs) - mapped.x)).toBeLessThan(1.5);
    expect(Math.abs(Math.max(...ys) + 1 - mapped.y - mapped.height)).toBeLessThan(1.5);
  });

  it('is no thinner than the truth lets a box be, and moves where there is no ink', async () => {
    const { mapBox } = await effects.rotated(await drawn(), 'seed');
    const dot = mapBox({ x: 195.5, y: 55.5, width: 9, height: 9 });
    expect(Math.min(dot.width, dot.height)).toBeGreaterThanOrEqual(9 - 1e-9);
    const empty = mapBox({ x: 10, y: 10, width: 20, height: 10 });
    expect(empty.width).toBeCloseTo(20 * 0.99619 + 10 * 0.08716, 1);
  });
});
