import type { Statistic } from '@/lib/domain/metrics/definitions';
import type { Layout, Tally } from '@/lib/domain/metrics/layout';
import type { Estimate } from './interval';
import type { Resamples } from './resample';

/** Tallies of many formulas, row by row without gaps: entries `starts[n]` to `starts[n + 1]` are formula n's. */
interface SparseRows {
  starts: Int32Array;
  columns: Int32Array;
  counts: Float64Array;
}

function toRows(tallies: readonly Tally[]): SparseRows {
  const size = tallies.reduce((sum, tally) => sum + tally.size, 0);
  const rows = {
    starts: new Int32Array(tallies.length + 1),
    columns: new Int32Array(size),
    counts: new Float64Array(size),
  };
  let entry = 0;
  tallies.forEach((tally, n) => {
    rows.starts[n] = entry;
    for (const [column, count] of tally) {
      rows.columns[entry] = column;
      rows.counts[entry++] = count;
    }
  });
  rows.starts[tallies.length] = entry;
  return rows;
}

/** `sums` = the sum of all rows, each as often as `weights` says. */
function sumInto(sums: Float64Array, { starts, columns, counts }: SparseRows, weights: Uint16Array): void {
  sums.fill(0);
  for (let n = 0; n < weights.length; n++) {
    const weight = weights[n]!;
    if (weight === 0) continue;
    const end = starts[n + 1]!;
    for (let entry = starts[n]!; entry < end; entry++) sums[columns[entry]!]! += weight * counts[entry]!;
  }
}

/**
 * Every statistic on the formulas as they are and on every resample of them. Nothing is scored again: a resample
 * is a weighted sum of the formulas' counts. To be called after all statistics have made their columns.
 */
export function estimate(
  layout: Layout,
  tallies: readonly Tally[],
  statistics: readonly Statistic[],
  resamples: Resamples,
): Estimate[] {
  const rows = toRows(tallies);
  const sums = new Float64Array(layout.size);
  sumInto(sums, rows, new Uint16Array(tallies.length).fill(1));
  const estimates = statistics.map(({ read }) => ({
    value: read(sums),
    draws: new Float64Array(resamples.length),
  }));
  resamples.forEach((weights, r) => {
    sumInto(sums, rows, weights);
    for (let s = 0; s < statistics.length; s++) estimates[s]!.draws[r] = statistics[s]!.read(sums);
  });
  return estimates;
}

/** For each statistic, in how many formulas a and b differ in anything that it reads. */
export function countChanged(
  a: readonly Tally[],
  b: readonly Tally[],
  statistics: readonly Statistic[],
): number[] {
  const readers = new Map<number, number[]>();
  statistics.forEach(({ columns }, s) => {
    for (const column of columns) readers.set(column, [...(readers.get(column) ?? []), s]);
  });
  const changed = statistics.map(() => 0);
  a.forEach((tally, n) => {
    const other = b[n]!;
    const affected = new Set<number>();
    for (const column of new Set([...tally.keys(), ...other.keys()])) {
      if (tally.get(column) === other.get(column)) continue;
      for (const s of readers.get(column) ?? []) affected.add(s);
    }
    for (const s of affected) changed[s]!++;
  });
  return changed;
}
