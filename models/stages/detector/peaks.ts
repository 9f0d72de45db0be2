import type { FrameBox } from '../stage';
import type { Tensor } from '../tensor';
import { GROUP_COUNT, STRIDE } from './contract';
import type { Detection } from './suppress';

/** Is cell (x, y) of a map the first largest of its 3×3 neighbourhood? */
function isPeak(map: Float32Array, width: number, height: number, x: number, y: number): boolean {
  const value = map[y * width + x]!;
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
      const other = map[row * width + column]!;
      // Of equal neighbours only the first in reading order is a peak: a plateau gives one box.
      const earlier = row < y || (row === y && column < x);
      if (other > value || (earlier && other === value)) return false;
    }
  }
  return true;
}

/** Boxes at the peaks of the heat maps at or above `threshold`, cut to a frame of width × height pixels. */
export function detectPeaks(
  heat: Tensor,
  ltrb: Tensor,
  threshold: number,
  width: number,
  height: number,
): Detection[] {
  const [, , rows, columns] = heat.dims as [number, number, number, number];
  const cells = rows * columns;
  const found: Detection[] = [];
  for (let group = 0; group < GROUP_COUNT; group++) {
    const map = heat.data.subarray(group * cells, (group + 1) * cells);
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const score = map[y * columns + x]!;
        if (score < threshold || !isPeak(map, columns, rows, x, y)) continue;
        const side = (k: number) => ltrb.data[(group * 4 + k) * cells + y * columns + x]!;
        const centreX = (x + 0.5) * STRIDE;
        const centreY = (y + 0.5) * STRIDE;
        const box: FrameBox = [
          Math.max(0, centreX - side(0)),
          Math.max(0, centreY - side(1)),
          Math.min(width, centreX + side(2)),
          Math.min(height, centreY + side(3)),
        ];
        if (box[2] - box[0] > 1 && box[3] - box[1] > 1) {
          found.push({ box, score: Math.min(1, score), group });
        }
      }
    }
  }
  return found;
}
