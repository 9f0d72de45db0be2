/** A linear scale: where on a track from 0 to 100 (percent of its width) a value of `domain` lies. */
export type Scale = (value: number) => number;

/** Extent of an axis, in the unit of its values. */
export type Domain = readonly [low: number, high: number];

/**
 * Percent of the track at which a value lies. Values outside are held at the edge, so that an interval
 * that leaves the axis is drawn up to it.
 */
export function percentScale([low, high]: Domain): Scale {
  const span = high - low;
  return (value) => (span === 0 ? 50 : Math.min(100, Math.max(0, (100 * (value - low)) / span)));
}

/** The smallest of 1, 2, 5 × 10^n that is at least `value`. */
function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const times = [1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10;
  return times * power;
}

/** About `count` round values inside `domain`, rising. None for an axis without extent. */
export function ticks([low, high]: Domain, count: number): number[] {
  if (!(high > low)) return [];
  const step = niceStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Multiples of the step, rounded to its own digits: 3 × 0.1 is not to be 0.30000000000000004.
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) =>
    Number(((first + n) * step).toFixed(digits)),
  );
}

/** An axis that holds all of `values` with a little room, within `limits` where the unit has some. */
export function domainOf(values: readonly number[], limits: Domain = [-Infinity, Infinity]): Domain {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return [0, 1];
  const low = Math.min(...known);
  const high = Math.max(...known);
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  return [Math.max(limits[0], low - room), Math.min(limits[1], high + room)];
}
