import type {
  ClassComparison,
  Comparison,
  Interval,
  MetricComparison,
  Paired,
  Verdict,
} from '@/lib/domain/comparison/types';
import { METRIC_KEYS, metricFacts, type MetricKey } from '@/lib/domain/metrics';

/** Comparisons written by hand: nothing in them is computed. */

export const around = (value: number, half = 0): Interval => ({
  value,
  low: value - half,
  high: value + half,
});

/** From `a` to `b`, with a difference that may be off by `half` either way. */
export function paired(a: number, b: number, half: number, verdict: Verdict): Paired {
  return { a: around(a), b: around(b), difference: around(b - a, half), changed: 20, verdict };
}

const SAME = paired(0.5, 0.5, 0.01, 'no_difference');

function metric(key: MetricKey, numbers: Paired): MetricComparison {
  const { a, b, difference, changed, verdict } = numbers;
  return {
    key,
    ...metricFacts(key),
    baseline: 0,
    a: a!,
    b: b!,
    difference: difference!,
    changed,
    verdict,
  };
}

/** A class (or relation) whose recall, and whose F1, changes so. */
export function classRow(name: string, support: number, numbers: Paired): ClassComparison {
  return {
    class: name,
    support,
    said: { a: support, b: support },
    precision: SAME,
    recall: numbers,
    f1: numbers,
  };
}

/** Nothing differs but what is named. */
export function comparison({
  metrics = {},
  classes = [],
  relations = [],
  milliseconds = [50, 50],
}: {
  metrics?: Partial<Record<MetricKey, Paired>>;
  classes?: ClassComparison[];
  relations?: ClassComparison[];
  /** Median a formula. */
  milliseconds?: [number, number] | null;
} = {}): Comparison {
  const [before, after] = milliseconds ?? [0, 0];
  const p50 = paired(before, after, 1, 'no_difference');
  return {
    formulas: 100,
    symbols: 1000,
    resamples: 1000,
    seed: 'test',
    metrics: METRIC_KEYS.map((key) => metric(key, metrics[key] ?? SAME)),
    perClass: { recognizer: classes, context: classes, predicted: classes },
    perRelation: relations,
    perCell: [],
    confusions: { recognizer: NONE, context: NONE, predicted: NONE },
    calibration: {} as Comparison['calibration'],
    latency: milliseconds ? [{ step: 'total', p50, p95: p50, p50Ratio: around(after / before) }] : [],
    onnxShare: null,
    memory: {
      peakRss: { a: null, b: null, ratio: null },
      weights: { a: null, b: null, ratio: null },
    },
  };
}
const NONE = { top: [], cells: [] };
