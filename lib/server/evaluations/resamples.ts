/** Formulas drawn in all resamples together: what a person waits for, and the web process is busy with. */
const DRAWN = 1_000_000;
const MOST = 1000;
const FEWEST = 300;

/**
 * Bootstrap resamples for so many formulas: 1000, and fewer for large splits, whose intervals are narrow anyway
 * (with 300, the end of a 95 % interval is known to about a tenth of its half-width).
 */
export function resamplesFor(formulas: number): number {
  return Math.max(FEWEST, Math.min(MOST, Math.floor(DRAWN / Math.max(1, formulas))));
}
