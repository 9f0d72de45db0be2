import type { Tensors } from '@/models/stages/tensor';

/** Values that a tensor took: 8 bits are spread over low..high, and what lies outside is cut off. */
export interface Range {
  low: number;
  high: number;
}

/** Runs the model with the watched tensors among its outputs. */
export type Observe = (feeds: Tensors) => Promise<Tensors>;

const BINS = 2048;
/** Steps in which ever more of the tail is cut off, down to this share of the full range. */
const TRIALS = 60;
const NARROWEST = 0.3;

function widen(range: Range | undefined, data: Float32Array): Range {
  let { low, high } = range ?? { low: 0, high: 0 };
  for (const value of data) {
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return { low, high };
}

/** Squared error of 8-bit steps over low..high for values counted in bins over `full`. */
function squaredError(counts: Float64Array, full: Range, { low, high }: Range): number {
  const width = (full.high - full.low) / BINS;
  const noise = ((high - low) / 255) ** 2 / 12;
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const count = counts[bin]!;
    if (count === 0) continue;
    const value = full.low + (bin + 0.5) * width;
    const cut = value < low ? low - value : value > high ? value - high : 0;
    error += count * (cut > 0 ? cut * cut : noise);
  }
  return error;
}

/** The part of the full range that loses least: a few large values must not make the steps of all others coarse. */
export function bestRange(counts: Float64Array, full: Range): Range {
  let best = full;
  let least = squaredError(counts, full, full);
  for (let trial = 1; trial <= TRIALS; trial++) {
    const share = 1 - ((1 - NARROWEST) * trial) / TRIALS;
    const range = { low: full.low * share, high: full.high * share };
    const error = squaredError(counts, full, range);
    if (error < least) [best, least] = [range, error];
  }
  return best;
}

/**
 * The range of every watched tensor over the given inputs; it always holds 0. Two rounds: how far the values reach,
 * then how they are spread.
 * @throws what `observe` throws
 */
export async function findRanges(
  names: readonly string[],
  inputs: readonly Tensors[],
  observe: Observe,
): Promise<Map<string, Range>> {
  const full = new Map<string, Range>();
  for (const feed of inputs) {
    const seen = await observe(feed);
    for (const name of names) full.set(name, widen(full.get(name), seen[name]!.data));
  }
  const counts = new Map(names.map((name) => [name, new Float64Array(BINS)]));
  for (const feed of inputs) {
    const seen = await observe(feed);
    for (const name of names) count(counts.get(name)!, full.get(name)!, seen[name]!.data);
  }
  return new Map(names.map((name) => [name, bestRange(counts.get(name)!, full.get(name)!)]));
}

function count(counts: Float64Array, { low, high }: Range, data: Float32Array): void {
  const perValue = high > low ? BINS / (high - low) : 0;
  for (const value of data) counts[Math.min(BINS - 1, Math.trunc((value - low) * perValue))]! += 1;
}
