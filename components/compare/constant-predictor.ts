import type { Interval, MetricFacts, MetricGroup } from '@/lib/domain/comparison/types';
import type { MetricKey } from '@/lib/domain/metrics';

/** A measured metric: what it is, and its value. */
export type MeasuredMetric = MetricFacts & { value: Interval };

/** A stage (or the whole pipeline) with a metric in which it does no better than a constant prediction. */
export interface ConstantLike {
  group: MetricGroup;
  metrics: (MeasuredMetric & { baseline: number })[];
  /** It is so in every metric of the group that has a baseline. */
  all: boolean;
}

/**
 * What exposes nobody: the class in context is as much the recognizer's doing as the aligner's, and the time
 * from scratch is the same whatever was predicted.
 */
const LEFT_OUT: readonly MetricKey[] = [
  'aligner.classTop1',
  'aligner.classMacroRecall',
  'endToEnd.klmSecondsScratch',
];

/** Its value or its interval reaches that of a predictor that looks at nothing, or lies on the wrong side of it. */
export function isNoBetterThanConstant({ value, better, baseline }: MeasuredMetric): boolean {
  if (baseline === null) return false;
  return better === 'higher'
    ? Math.min(value.value, value.low) <= baseline
    : Math.max(value.value, value.high) >= baseline;
}

/**
 * What must be said at a glance: the groups whose candidate is no better than a constant predictor in any
 * of its metrics, the worst first. A metric that the constant predictor cannot fail (all that there is to reach is reached:
 * 100 % of something, 0 corrections) is left out when the candidate reaches it too.
 */
export function constantLike(metrics: readonly MeasuredMetric[]): ConstantLike[] {
  const compared = metrics.filter(
    (metric): metric is MeasuredMetric & { baseline: number } =>
      metric.baseline !== null && !LEFT_OUT.includes(metric.key) && !isTrivial(metric),
  );
  const groups = [...new Set(compared.map(({ group }) => group))];
  const found = groups.flatMap((group) => {
    const own = compared.filter((metric) => metric.group === group);
    const exposed = own.filter(isNoBetterThanConstant);
    return exposed.length === 0 ? [] : [{ group, metrics: exposed, all: exposed.length === own.length }];
  });
  return found.toSorted((one, other) => Number(other.all) - Number(one.all));
}

function isTrivial({ baseline, better, value }: MeasuredMetric): boolean {
  const perfect = better === 'higher' ? 1 : 0;
  return baseline === perfect && value.value === perfect;
}
