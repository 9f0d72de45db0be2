import { seededUniform } from '@/lib/domain/random';

/** How often each formula is in a resample; one vector a resample. */
export type Resamples = readonly Uint16Array[];

/**
 * Bootstrap resamples of `count` formulas: as many are drawn again, with replacement (Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, ch. 6). Formulas are the unit, since symbols of one formula are not
 * independent. Two candidates that read the same resamples are compared in pairs.
 */
export function drawResamples(count: number, resamples: number, seed: string): Resamples {
  const next = seededUniform(seed);
  return Array.from({ length: resamples }, () => {
    const weights = new Uint16Array(count);
    for (let n = 0; n < count; n++) weights[Math.floor(next() * count)]!++;
    return weights;
  });
}
