import type { Grey } from './pixels';
import type { Tiles } from './tiles';

/** The paper's grey along one row of pixels, from the tiles above and below it and then from left to right. */
function paperOfRow({ side, columns, rows, paper }: Tiles, y: number, width: number, into: Float32Array) {
  const between = Math.min(rows - 1, Math.max(0, (y + 0.5) / side - 0.5));
  const top = Math.floor(between);
  const bottom = Math.min(rows - 1, top + 1);
  const down = between - top;
  const at = (column: number) => {
    const [above, below] = [paper[top * columns + column] ?? 0, paper[bottom * columns + column] ?? 0];
    return above + (below - above) * down;
  };
  // The value stands at the tile's middle; left of the first and right of the last it goes on unchanged.
  let x = 0;
  for (const half = side / 2; x < Math.min(width, half); x++) into[x] = at(0);
  for (let column = 0; column + 1 < columns; column++) {
    const [from, to] = [at(column), at(column + 1)];
    const start = side * (column + 0.5);
    for (const end = Math.min(width, start + side); x < end; x++) {
      into[x] = from + ((to - from) * (x + 0.5 - start)) / side;
    }
  }
  for (const last = at(columns - 1); x < width; x++) into[x] = last;
}

/** How much darker than the paper around it each pixel is (lighter, where light is written on dark): 0 to 255. */
export function contrastOf(grey: Grey, tiles: Tiles): Grey {
  const { width, height, data } = grey;
  const contrast = new Uint8Array(width * height);
  const paper = new Float32Array(width);
  const sign = tiles.lightOnDark ? -1 : 1;
  for (let y = 0; y < height; y++) {
    paperOfRow(tiles, y, width, paper);
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const difference = ((paper[x] ?? 0) - (data[at] ?? 0)) * sign;
      if (difference > 0) contrast[at] = difference;
    }
  }
  return { width, height, data: contrast };
}

/** Less than this is paper, whatever the rest of the picture is like. */
const FAINTEST_INK = 18;
/** Grain of the paper: so many times its usual deviation is no ink. */
const GRAIN = 5;
/** The rim of a stroke is covered in part: with this share of the ink's contrast a pixel belongs to it. */
const RIM = 0.3;

/** The mean of the upper of the two classes that a histogram falls into (Otsu, 1979). */
function upperMean(histogram: Uint32Array, from: number): number {
  let [total, sum] = [0, 0];
  for (let value = from; value < 256; value++) {
    total += histogram[value] ?? 0;
    sum += value * (histogram[value] ?? 0);
  }
  let [below, sumBelow, best, mean] = [0, 0, -1, total > 0 ? sum / total : 0];
  for (let value = from; value < 255; value++) {
    below += histogram[value] ?? 0;
    sumBelow += value * (histogram[value] ?? 0);
    const above = total - below;
    if (below === 0 || above === 0) continue;
    const [low, high] = [sumBelow / below, (sum - sumBelow) / above];
    const variance = below * above * (high - low) ** 2;
    if (variance > best) [best, mean] = [variance, high];
  }
  return mean;
}

/** The value below which `share` of the counted values from `from` on lie. */
function quantile(histogram: Uint32Array, from: number, share: number): number {
  let total = 0;
  for (let value = from; value < 256; value++) total += histogram[value] ?? 0;
  let seen = 0;
  for (let value = from; value < 256; value++) {
    seen += histogram[value] ?? 0;
    if (seen >= total * share && seen > 0) return value;
  }
  return 255;
}

/**
 * The contrast from which on a pixel is ink. Found once for the whole picture, since the paper's light
 * is taken out already: above the grain of the paper, and a share of what the ink itself has.
 */
export function inkThreshold({ data }: Grey): number {
  const histogram = new Uint32Array(256);
  // Clean paper has no contrast at all, and is most of the picture: it need not be counted.
  for (let at = 0; at < data.length; at++) {
    const value = data[at] ?? 0;
    if (value > 0) histogram[value] = (histogram[value] ?? 0) + 1;
  }
  // Half of the paper is a little darker than its middle value; on clean paper that half is ink, and no measure.
  const grain = quantile(histogram, 1, 0.5) * GRAIN;
  const darkest = quantile(histogram, FAINTEST_INK, 0.99);
  const floor = Math.max(FAINTEST_INK, Math.min(grain, darkest * RIM));
  return Math.max(floor, RIM * upperMean(histogram, Math.ceil(floor)));
}
