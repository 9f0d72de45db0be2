import type { Grey } from './pixels';

/** Finer than this is not needed to tell paper from ink. */
const BINS = 64;
const BIN_WIDTH = 256 / BINS;

/** Side of a tile in pixels: the light changes little over three of them, and strokes do not fill them. */
const SMALLEST_TILE = 16;
const LARGEST_TILE = 48;

/** Every second pixel of every second row tells enough about the light. */
const STEP = 2;

export interface Tiles {
  /** Pixels along a side. */
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
  /** Grey value of the paper (0 to 255) around each tile, row by row. */
  readonly paper: Float32Array;
  /** Is what is written lighter than what it is written on? */
  readonly lightOnDark: boolean;
}

function histograms({ width, height, data }: Grey, side: number, columns: number, rows: number) {
  const counts = new Uint32Array(columns * rows * BINS);
  for (let y = 0; y < height; y += STEP) {
    const row = Math.floor(y / side) * columns;
    for (let x = 0; x < width; x += STEP) {
      const bin = (data[y * width + x] ?? 0) >> 2;
      const at = (row + Math.floor(x / side)) * BINS + bin;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts;
}

/** The histogram of a tile with its eight neighbours. */
function around(counts: Uint32Array, columns: number, rows: number, column: number, row: number) {
  const sum = new Uint32Array(BINS);
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      const from = (y * columns + x) * BINS;
      for (let bin = 0; bin < BINS; bin++) sum[bin] = (sum[bin] ?? 0) + (counts[from + bin] ?? 0);
    }
  }
  return sum;
}

/** The grey value below which `share` (0 to 1) of the pixels lie. */
function quantile(histogram: Uint32Array, share: number): number {
  const wanted = histogram.reduce((sum, count) => sum + count, 0) * share;
  let seen = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const count = histogram[bin] ?? 0;
    if (count > 0 && seen + count >= wanted) {
      return (bin + (wanted - seen) / count) * BIN_WIDTH;
    }
    seen += count;
  }
  return 255;
}

/** Paper is more than ink nearly everywhere, so the middle value around a tile is paper; this leaves room for dense ink. */
const PAPER_SHARE = 0.6;

/**
 * How light the paper is, tile by tile, so that a shadow is not taken for ink. Whether the writing is
 * lighter than its ground is decided by all tiles, each with the weight of its contrast.
 */
export function readTiles(grey: Grey): Tiles {
  const { width, height } = grey;
  const side = Math.round(Math.min(LARGEST_TILE, Math.max(SMALLEST_TILE, Math.min(width, height) / 6)));
  const [columns, rows] = [Math.max(1, Math.ceil(width / side)), Math.max(1, Math.ceil(height / side))];
  const counts = histograms(grey, side, columns, rows);
  const windows = Array.from({ length: columns * rows }, (_, tile) =>
    around(counts, columns, rows, tile % columns, Math.floor(tile / columns)),
  );
  let vote = 0;
  for (const histogram of windows) {
    const [low, middle, high] = [0.01, 0.5, 0.99].map((share) => quantile(histogram, share));
    vote += Math.sign((middle ?? 0) - ((low ?? 0) + (high ?? 0)) / 2) * ((high ?? 0) - (low ?? 0));
  }
  const lightOnDark = vote < 0;
  const share = lightOnDark ? 1 - PAPER_SHARE : PAPER_SHARE;
  return {
    side,
    columns,
    rows,
    paper: Float32Array.from(windows, (histogram) => quantile(histogram, share)),
    lightOnDark,
  };
}
