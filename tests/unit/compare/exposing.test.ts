import { describe, expect, it } from 'vitest';
import { constantLike, type MeasuredMetric } from '@/components/compare/constant-predictor';
import { metricFacts, type MetricKey } from '@/lib/domain/metrics';

const metric = (
  key: MetricKey,
  baseline: number | null,
  value: number,
  [low, high]: [number, number] = [value, value],
): MeasuredMetric => ({ key, ...metricFacts(key), baseline, value: { value, low, high } });

const said = (...metrics: MeasuredMetric[]) =>
  constantLike(metrics).map(({ group, all, metrics: exposed }) => ({
    ...{ group, all, metrics: exposed.map(({ key }) => key) },
  }));

describe('a candidate that does no better than a constant prediction', () => {
  it('is exposed when its value is that of the constant', () => {
    expect(said(metric('recognizer.top1', 0.12, 0.12), metric('recognizer.macroRecall', 0.01, 0.01))).toEqual(
      [{ group: 'recognizer', all: true, metrics: ['recognizer.top1', 'recognizer.macroRecall'] }],
    );
  });

  it('is exposed when only its interval reaches the constant, and when only its value does', () => {
    expect(said(metric('recognizer.top1', 0.12, 0.2, [0.11, 0.3]))).toHaveLength(1);
    expect(said(metric('recognizer.macroRecall', 0.011, 0.011, [0.012, 0.014]))).toHaveLength(1);
  });

  it('is exposed for what should be low and is not', () => {
    expect(said(metric('endToEnd.meanCorrections', 8.5, 8.7, [7.4, 10.2]))).toHaveLength(1);
    expect(said(metric('endToEnd.meanCorrections', 8.5, 0.9, [0.6, 1.3]))).toEqual([]);
  });

  it('is told apart by metric: one bad one is some, not all; who fails in all comes first', () => {
    expect(
      said(
        metric('detector.f1_50', 0.01, 0.98),
        metric('detector.allFound', 0, 0),
        metric('recognizer.top1', 0.12, 0.12),
      ),
    ).toEqual([
      { group: 'recognizer', all: true, metrics: ['recognizer.top1'] },
      { group: 'detector', all: false, metrics: ['detector.allFound'] },
    ]);
  });
});

describe('nobody is exposed', () => {
  it('by a metric without a constant to compare with', () => {
    expect(said(metric('converter.exact', null, 0))).toEqual([]);
  });
  it('by reaching, as the constant does, all that there is to reach', () => {
    expect(said(metric('recognizer.top5', 1, 1))).toEqual([]);
  });
  it('by the class in context, for which two stages answer, or by the time from scratch', () => {
    expect(said(metric('aligner.classTop1', 0.12, 0.12))).toEqual([]);
    expect(said(metric('endToEnd.klmSecondsScratch', 60, 60))).toEqual([]);
  });
  it('by being clearly better', () => {
    expect(said(metric('recognizer.top1', 0.12, 0.93, [0.91, 0.95]))).toEqual([]);
  });
});
