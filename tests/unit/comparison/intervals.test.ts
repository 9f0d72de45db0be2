import { describe, expect, it } from 'vitest';
import { compare } from '@/lib/domain/comparison';
import * as bootstrap from '@/lib/domain/comparison/bootstrap';
import * as intervals from '@/lib/domain/comparison/interval';
import { estimateStep } from '@/lib/domain/comparison/latency';
import * as resample from '@/lib/domain/comparison/resample';
import { METRIC_KEYS } from '@/lib/domain/metrics';
import { quantile } from '@/lib/domain/metrics/ratios';
import { directMetrics } from '@/tests/support/metrics/direct';
import { everyResample, exactQuantile } from '@/tests/support/metrics/exact-bootstrap';
import { scored, symbol } from '@/tests/support/metrics/scored';
import * as properties from '@/tests/support/properties/comparison';
import { A, B, TIMINGS } from './six-formulas';

describe('resamples', () => {
  it('of three formulas come up as often as the 27 ways of drawing them say', () => {
    const counts = new Map<string, number>();
    const resamples = 27_000;
    for (const weights of resample.drawResamples(3, resamples, 'three')) {
      const key = weights.join(' ');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const expected = [...everyResample(3)];
    // Ten multisets: thrice the same (1 way each), twice one and another (3 ways), each once (6 ways).
    expect(expected.map(({ probability }) => Math.round(probability * 27)).sort()).toEqual([
      1, 1, 1, 3, 3, 3, 3, 3, 3, 6,
    ]);
    expect(counts.size).toBe(10);
    for (const { indices, probability } of expected) {
      const key = [0, 1, 2].map((n) => indices.filter((index) => index === n).length).join(' ');
      const spread = Math.sqrt(resamples * probability * (1 - probability));
      expect(Math.abs(counts.get(key)! - resamples * probability), key).toBeLessThan(4 * spread);
    }
  });

  it('are the same for the same seed, and others for another', () => {
    const draw = (seed: string) => resample.drawResamples(50, 3, seed).map((weights) => weights.join());
    expect(draw('one')).toEqual(draw('one'));
    expect(draw('one')).not.toEqual(draw('two'));
  });
});

describe('intervals', () => {
  it('of every metric are those of all 46,656 resamples of six formulas, differences paired', () => {
    const comparison = compare(A, B, { resamples: 10_000 });
    const exact = [...everyResample(6)].map(({ indices, probability }) => ({
      probability,
      a: directMetrics(indices.map((n) => A[n]!)),
      b: directMetrics(indices.map((n) => B[n]!)),
    }));
    for (const key of METRIC_KEYS) {
      const metric = comparison.metrics.find((one) => one.key === key)!;
      const values = {
        a: exact.map(({ a, probability }) => ({ value: a[key], probability })),
        b: exact.map(({ b, probability }) => ({ value: b[key], probability })),
        difference: exact.map(({ a, b, probability }) => ({ value: b[key] - a[key], probability })),
      };
      for (const [who, distribution] of Object.entries(values)) {
        const { low, high } = metric[who as keyof typeof values];
        const within = (value: number, from: number, to: number) => {
          // Ten thousand resamples hit a quantile to about ± .15 %.
          const [least, most] = [exactQuantile(distribution, from), exactQuantile(distribution, to)];
          expect(value, `${key} of ${who}`).toBeGreaterThanOrEqual(least - 1e-9);
          expect(value, `${key} of ${who}`).toBeLessThanOrEqual(most + 1e-9);
        };
        within(low, 0.019, 0.031);
        within(high, 0.969, 0.981);
      }
    }
  });

  it('leave out resamples in which a number is not defined', () => {
    const draws = Float64Array.from([Number.NaN, 1, 2, 3, Number.NaN]);
    expect(intervals.intervalOf({ value: 2, draws })).toEqual({ value: 2, low: 1.05, high: 2.95 });
    expect(intervals.intervalOf({ value: Number.NaN, draws })).toBeNull();
  });

  it('of the recall of a class are about the resamples that have it', () => {
    const { perClass } = compare(A, B, { resamples: 2000 });
    // y is in formulas 3 and 5; b knows the one and not the other: 0, 1/2 or 1 by which of them are drawn.
    const y = perClass.recognizer.find((row) => row.class === 'y')!;
    expect(y.recall.b).toEqual({ value: 0.5, low: 0, high: 1 });
    // The only - of all is right whenever it is there.
    const minus = perClass.recognizer.find((row) => row.class === '-')!;
    expect(minus.recall.a).toEqual({ value: 1, low: 1, high: 1 });
  });

  it('of a latency are quantiles of the drawn formulas', () => {
    const resamples = resample.drawResamples(6, 200, 'latency');
    const { p50, p95 } = estimateStep(TIMINGS.a, 'total', resamples);
    resamples.forEach((weights, r) => {
      const drawn = TIMINGS.a.flatMap(({ total }, n) => Array<number>(weights[n]!).fill(total!));
      expect(p50.draws[r]).toBeCloseTo(quantile(drawn, 0.5), 9);
      expect(p95.draws[r]).toBeCloseTo(quantile(drawn, 0.95), 9);
    });
  });

  it('cover the truth', () => {
    properties.intervalsCoverTheTruth({ ...bootstrap, ...intervals, ...resample });
  });
});

describe('a verdict', () => {
  const right = (n: number) => Array.from({ length: n }, () => scored({ symbols: [symbol('x', 0)] }));
  const wrong = (n: number) =>
    Array.from({ length: n }, () =>
      scored({ symbols: [symbol('x', 0)], detected: [], predicted: { symbols: [], latex: [] } }),
    );
  const verdictOf = (comparison: ReturnType<typeof compare>, key: string) =>
    comparison.metrics.find((metric) => metric.key === key)!.verdict;

  it('is that b is better, whichever way better is', () => {
    const comparison = compare(wrong(6), right(6));
    expect(verdictOf(comparison, 'endToEnd.exprate')).toBe('better');
    expect(verdictOf(comparison, 'endToEnd.meanCorrections')).toBe('better');
    expect(verdictOf(compare(right(6), wrong(6)), 'endToEnd.klmSecondsCorrect')).toBe('worse');
    expect(verdictOf(comparison, 'converter.exact')).toBe('no_difference');
  });

  it('is not given on five formulas, however they differ', () => {
    const { difference, verdict, changed } = compare(wrong(5), right(5)).metrics[0]!;
    expect({ difference, verdict, changed }).toEqual({
      difference: { value: 1, low: 1, high: 1 },
      verdict: 'no_difference',
      changed: 5,
    });
  });

  it('is not given where the interval holds 0', () => {
    // Of eleven that differ six got better: chance.
    const a = [...wrong(6), ...right(5)];
    const b = [...right(6), ...wrong(5)];
    expect(verdictOf(compare(a, b), 'endToEnd.exprate')).toBe('no_difference');
  });
});

describe('any two candidates', () => {
  it('are what the plainest computation and evaluate say', () => properties.valuesAreTheirOwn({ compare }));
  it('are compared in pairs', () => properties.differencesArePaired({ compare }));
  it('have every answer in its bin', () => properties.answersAreInTheirBins({ compare }));
});
