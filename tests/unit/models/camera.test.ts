import { describe, expect, it } from 'vitest';
import { frameFromImage } from '@/models/frame/fit';
import { photograph } from '../../support/camera/picture';
import { frameOfSquares } from '../../support/squares';

const SQUARES = [
  { x: 60, y: 40, side: 24 },
  { x: 360, y: 60, side: 24 },
  { x: 690, y: 30, side: 24 },
];

/** Mean ink of the frame inside a box of the picture. */
function inkIn(
  frame: Awaited<ReturnType<typeof frameFromImage>>,
  box: { x: number; y: number; width: number; height: number },
) {
  const [x1, y1, x2, y2] = frame.mapping.boxToFrame(box).map(Math.round) as [number, number, number, number];
  let sum = 0;
  for (let y = y1; y < y2; y++) for (let x = x1; x < x2; x++) sum += frame.data[y * frame.paddedWidth + x]!;
  return sum / Math.max(1, (x2 - x1) * (y2 - y1));
}

describe('a photographed formula', () => {
  it.each([1, 2, 3])('keeps its ink, and nothing but its ink, in the frame (picture %i)', async (seed) => {
    const { jpeg, boxOn } = await photograph(await frameOfSquares(SQUARES), seed);
    const frame = await frameFromImage(jpeg);
    for (const { x, y, side } of SQUARES) {
      expect(inkIn(frame, boxOn({ x: x + 4, y: y + 4, width: side - 8, height: side - 8 }))).toBeGreaterThan(
        0.85,
      );
    }
    const everything = frame.data.reduce((sum, value) => sum + value, 0);
    const scale = frame.mapping.scale;
    const drawn = SQUARES.reduce((sum, { side }) => {
      const { width, height } = boxOn({ x: 300, y: 50, width: side, height: side });
      return sum + width * height * scale * scale;
    }, 0);
    expect(everything / drawn).toBeGreaterThan(0.75);
    expect(everything / drawn).toBeLessThan(1.35);
  });
});
