import { describe, expect, it } from 'vitest';
import * as comparison from '@/lib/domain/comparison';
import * as bootstrap from '@/lib/domain/comparison/bootstrap';
import * as intervals from '@/lib/domain/comparison/interval';
import * as resample from '@/lib/domain/comparison/resample';
import * as properties from '@/tests/support/properties/comparison';

const breaks = (property: () => void) => expect(property).toThrow(/Property failed/u);
const { compare } = comparison;
const right = { ...bootstrap, ...intervals, ...resample };

describe('the properties of a comparison notice', () => {
  it('a and b that are swapped', () => {
    breaks(() => properties.valuesAreTheirOwn({ compare: (a, b, options) => compare(b, a, options) }));
  });

  it('a difference with its sign turned', () => {
    const turned: typeof compare = (...given) => {
      const { metrics, ...rest } = compare(...given);
      const turn = (metric: (typeof metrics)[number]) => {
        const { value, low, high } = metric.difference;
        return { ...metric, difference: { value: -value, low: -high, high: -low } };
      };
      return { ...rest, metrics: metrics.map(turn) };
    };
    breaks(() => properties.valuesAreTheirOwn({ compare: turned }));
  });

  it('intervals of a and b that are subtracted instead of paired', () => {
    const unpaired: typeof compare = (...given) => {
      const { metrics, ...rest } = compare(...given);
      const widen = (metric: (typeof metrics)[number]) => ({
        ...metric,
        difference: {
          value: metric.difference.value,
          low: metric.b.low - metric.a.high,
          high: metric.b.high - metric.a.low,
        },
      });
      return { ...rest, metrics: metrics.map(widen) };
    };
    breaks(() => properties.differencesArePaired({ compare: unpaired }));
  });

  it('answers that are one bin off', () => {
    const shifted: typeof compare = (...given) => {
      const result = compare(...given);
      const { bins } = result.calibration.context.equalWidth.b;
      const counts = bins.map(({ count, confidence, accuracy }) => ({ count, confidence, accuracy }));
      bins.forEach((bin, n) => Object.assign(bin, counts[(n + 1) % bins.length]));
      return result;
    };
    breaks(() => properties.answersAreInTheirBins({ compare: shifted }));
  });
});

describe('the coverage of intervals notices', () => {
  it('a and b that are drawn apart', () => {
    let calls = 0;
    const apart: typeof resample.drawResamples = (count, resamples, seed) =>
      resample.drawResamples(count, resamples, `${seed} ${calls++}`);
    breaks(() => properties.intervalsCoverTheTruth({ ...right, drawResamples: apart }));
  });

  it('formulas that are drawn without replacement', () => {
    const once: typeof resample.drawResamples = (count, resamples) =>
      Array.from({ length: resamples }, () => new Uint16Array(count).fill(1));
    breaks(() => properties.intervalsCoverTheTruth({ ...right, drawResamples: once }));
  });

  it('resamples that are larger than the sample', () => {
    const twice: typeof resample.drawResamples = (count, resamples, seed) => {
      const drawn = resample.drawResamples(count, 2 * resamples, seed);
      return drawn
        .slice(0, resamples)
        .map((weights, r) => weights.map((weight, n) => weight + drawn[resamples + r]![n]!));
    };
    breaks(() => properties.intervalsCoverTheTruth({ ...right, drawResamples: twice }));
  });
});
