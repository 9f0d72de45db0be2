import type { Interval, Paired, Verdict } from './types';

/** A number with what it was on every resample; NaN where it was not defined. */
export interface Estimate {
  value: number;
  draws: Float64Array;
}

/** Interpolated linearly between order statistics. */
function quantileOfSorted(sorted: Float64Array, q: number): number {
  const place = (sorted.length - 1) * q;
  const low = Math.floor(place);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (place - low);
}

/**
 * The 95 % percentile interval (Efron and Tibshirani 1993, ch. 13): between the 2.5 % and the 97.5 % quantile of
 * the resamples. Resamples in which the number is not defined are left out. Null when it is not defined at all.
 */
export function intervalOf({ value, draws }: Estimate): Interval | null {
  if (Number.isNaN(value)) return null;
  const defined = (
    draws.some(Number.isNaN) ? draws.filter((draw) => !Number.isNaN(draw)) : draws.slice()
  ).sort();
  if (defined.length === 0) return { value, low: value, high: value };
  return { value, low: quantileOfSorted(defined, 0.025), high: quantileOfSorted(defined, 0.975) };
}

/** Resample by resample. */
export function combine(a: Estimate, b: Estimate, how: (a: number, b: number) => number): Estimate {
  return { value: how(a.value, b.value), draws: a.draws.map((draw, n) => how(draw, b.draws[n]!)) };
}

/** With fewer, all may differ the same way by chance: 2 · 0.5⁵ > 5 %. */
const FEWEST_CHANGED = 6;
/** Sums of fractions do not cancel to the last bit. */
const NOTHING = 1e-12;

export function verdictOf(difference: Interval | null, changed: number, better: 'higher' | 'lower'): Verdict {
  if (!difference || changed < FEWEST_CHANGED) return 'no_difference';
  if (difference.low <= NOTHING && difference.high >= -NOTHING) return 'no_difference';
  return difference.low > 0 === (better === 'higher') ? 'better' : 'worse';
}

/** a and b with the interval of their paired difference. `changed`: formulas that contribute differently. */
export function pair(
  a: Estimate,
  b: Estimate,
  changed: number,
  better: 'higher' | 'lower' = 'higher',
): Paired {
  if (changed === 0) {
    const same = intervalOf(a);
    const difference = same && { value: 0, low: 0, high: 0 };
    return { a: same, b: same, difference, changed, verdict: 'no_difference' };
  }
  const difference = intervalOf(combine(a, b, (x, y) => y - x));
  return {
    a: intervalOf(a),
    b: intervalOf(b),
    difference,
    changed,
    verdict: verdictOf(difference, changed, better),
  };
}
