import type { GrayImage } from './decode';
import { isRuled } from './ruled';

/** Ink strength 0..1, row-major: 1 = ink, 0 = paper. */
export interface InkImage {
  data: Float32Array;
  width: number;
  height: number;
  /** Drawn on flat white or black, so that nothing had to be guessed about the paper. */
  flat: boolean;
}

/** Share of pixels within a few levels of white (or black) from which on the paper counts as flat. */
const FLAT_SHARE = 0.6;
const FLAT_LEVELS = 6;

/**
 * Separates ink from paper: flat white or black paper is taken as it is; otherwise the paper's brightness is
 * estimated tile by tile, so that uneven light, shadows and coloured paper cancel out, and noise and pale printed
 * lines are cut.
 */
export function extractInk(image: GrayImage): InkImage {
  return flatInk(image) ?? unevenInk(image);
}

function flatInk({ data, width, height }: GrayImage): InkImage | null {
  const counts = new Uint32Array(256);
  for (let p = 0; p < data.length; p++) counts[data[p]!]!++;
  const sum = (from: number, to: number) => counts.subarray(from, to).reduce((total, n) => total + n, 0);
  const black = sum(0, FLAT_LEVELS + 1);
  const white = sum(255 - FLAT_LEVELS, 256);
  if (Math.max(white, black) < FLAT_SHARE * data.length) return null;
  const inverted = black > white;
  // Only 256 values are possible: what becomes of each is worked out once.
  const strengths = Float32Array.from({ length: 256 }, (_, v) => (inverted ? v : 255 - v) / 255);
  const ink = new Float32Array(data.length);
  for (let p = 0; p < data.length; p++) ink[p] = strengths[data[p]!]!;
  // How strong ink is, 0..1; 0 when there is none.
  const strength = quantileOf(inverted ? counts : counts.reverse(), 0.9, 26) / 255;
  if (strength > 0 && isRuled(ink, width, height, strength)) return null;
  strengthen(ink, strength);
  return { data: ink, width, height, flat: true };
}

/** Pale pencil becomes full ink; what is dark already stays exactly as it is. */
function strengthen(ink: Float32Array, strength: number): void {
  if (strength === 0 || strength >= 0.8) return;
  for (let p = 0; p < ink.length; p++) ink[p] = Math.min(1, ink[p]! / strength);
}

/** Value below which the share `q` of the counts lies, counts under `from` left out; 0 when there are none. */
function quantileOf(counts: ArrayLike<number>, q: number, from = 0): number {
  let total = 0;
  for (let value = from; value < counts.length; value++) total += counts[value]!;
  let left = total * q;
  for (let value = from; value < counts.length; value++) {
    left -= counts[value]!;
    if (left <= 0 && total > 0) return value;
  }
  return 0;
}

interface Grid {
  values: Float32Array;
  columns: number;
  rows: number;
}

/** A quantile of every tile's histogram. */
function tileQuantiles({ data, width, height }: GrayImage, tile: number, q: number): Grid {
  const columns = Math.max(1, Math.round(width / tile));
  const rows = Math.max(1, Math.round(height / tile));
  const values = new Float32Array(columns * rows);
  const counts = new Uint32Array(256);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [Math.floor((row * height) / rows), Math.floor(((row + 1) * height) / rows)];
    for (let column = 0; column < columns; column++) {
      const [left, right] = [
        Math.floor((column * width) / columns),
        Math.floor(((column + 1) * width) / columns),
      ];
      counts.fill(0);
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) counts[data[y * width + x]!]!++;
      values[row * columns + column] = quantileOf(counts, q);
    }
  }
  return { values, columns, rows };
}

/** Median over the 3×3 neighbourhood, so that a tile full of ink takes its neighbours' paper. */
function medianGrid(grid: Grid): Grid {
  const { values, columns, rows } = grid;
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const near: number[] = [];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
          near.push(values[y * columns + x]!);
      }
      result[row * columns + column] = near.sort((a, b) => a - b)[near.length >> 1]!;
    }
  }
  return { ...grid, values: result };
}

/** Places of pixels along one axis between the centres of the tiles: lower tile, and weight of the next one. */
function between(size: number, count: number): { low: Int32Array; share: Float32Array } {
  const low = new Int32Array(size);
  const share = new Float32Array(size);
  for (let position = 0; position < size; position++) {
    const place = Math.min(count - 1, Math.max(0, ((position + 0.5) * count) / size - 0.5));
    low[position] = Math.min(Math.floor(place), Math.max(0, count - 2));
    share[position] = place - low[position]!;
  }
  return { low, share };
}

/** The grid's value at every pixel, bilinear between tile centres. */
function spread({ values, columns, rows }: Grid, width: number, height: number): Float32Array {
  const result = new Float32Array(width * height);
  const across = between(width, columns);
  const along = between(height, rows);
  const row = new Float32Array(columns + 1);
  for (let y = 0; y < height; y++) {
    const upper = along.low[y]! * columns;
    const lower = Math.min(along.low[y]! + 1, rows - 1) * columns;
    const share = along.share[y]!;
    for (let c = 0; c < columns; c++) row[c] = values[upper + c]! * (1 - share) + values[lower + c]! * share;
    row[columns] = row[columns - 1]!;
    for (let x = 0; x < width; x++) {
      const c = across.low[x]!;
      result[y * width + x] = row[c]! + (row[c + 1]! - row[c]!) * across.share[x]!;
    }
  }
  return result;
}

/** Is the ink darker than the paper? Ink is the minority, so that it is on the long tail of the differences. */
function inkIsDark({ data, width, height }: GrayImage, { values, columns, rows }: Grid): boolean {
  let tail = 0;
  const column = Int32Array.from({ length: width }, (_, x) =>
    Math.min(columns - 1, Math.floor((x * columns) / width)),
  );
  for (let y = 0; y < height; y++) {
    const row = Math.min(rows - 1, Math.floor((y * rows) / height)) * columns;
    for (let x = 0; x < width; x++) {
      const difference = data[y * width + x]! - values[row + column[x]!]!;
      tail += difference * difference * difference;
    }
  }
  return tail <= 0;
}

const invert = ({ data, width, height }: GrayImage): GrayImage => ({
  data: data.map((v) => 255 - v),
  width,
  height,
});

/** Smallest difference from the paper, as a share of its brightness, that may be ink at all. */
const FAINTEST_INK = 0.06;

function unevenInk(image: GrayImage): InkImage {
  const { width, height } = image;
  const tile = Math.min(64, Math.max(16, Math.round(Math.max(width, height) / 28)));
  const dark = inkIsDark(image, medianGrid(tileQuantiles(image, tile, 0.5))) ? image : invert(image);
  const paper = spread(medianGrid(tileQuantiles(dark, tile, 0.7)), width, height);
  const drop = new Float32Array(width * height);
  const counts = new Uint32Array(1001);
  for (let p = 0; p < drop.length; p++) {
    const value = (paper[p]! - dark.data[p]!) / Math.max(24, paper[p]!);
    drop[p] = value;
    counts[Math.round(Math.min(1, Math.abs(value)) * 1000)]!++;
  }
  // Median absolute deviation of mostly paper; the factor makes it the sigma of Gaussian noise.
  const noise = (1.4826 * quantileOf(counts, 0.5)) / 1000;
  const level = inkLevel(drop, Math.max(FAINTEST_INK, 3.5 * noise));
  if (level === 0) return { data: new Float32Array(drop.length), width, height, flat: false };
  const low = Math.max(2.5 * noise, 0.2 * level);
  const high = Math.max(low + 0.02, 0.8 * level);
  for (let p = 0; p < drop.length; p++) drop[p] = Math.min(1, Math.max(0, (drop[p]! - low) / (high - low)));
  return { data: drop, width, height, flat: false };
}

/** How strong ink is: mean of what lies above Otsu's threshold among the candidates; 0 when there is no ink. */
function inkLevel(drop: Float32Array, faintest: number): number {
  const bins = new Uint32Array(256);
  let total = 0;
  for (const value of drop) {
    if (value <= faintest) continue;
    bins[Math.min(255, Math.floor(value * 255))]!++;
    total++;
  }
  if (total < 8) return 0;
  const threshold = otsu(bins, total);
  let sum = 0;
  let count = 0;
  for (let bin = threshold; bin < 256; bin++) {
    sum += bins[bin]! * (bin + 0.5);
    count += bins[bin]!;
  }
  return count === 0 ? 0 : sum / count / 255;
}

/** Threshold that parts a histogram best (Otsu, A threshold selection method, 1979). */
function otsu(bins: Uint32Array, total: number): number {
  let sum = 0;
  for (let bin = 0; bin < bins.length; bin++) sum += bin * bins[bin]!;
  let below = 0;
  let sumBelow = 0;
  let best = -1;
  let threshold = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    below += bins[bin]!;
    sumBelow += bin * bins[bin]!;
    const above = total - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (between > best) [best, threshold] = [between, bin + 1];
  }
  return threshold;
}
