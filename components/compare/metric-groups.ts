import type { MetricFacts, MetricGroup } from '@/lib/domain/comparison/types';
import { STAGES } from '@/lib/domain/stages';

/** The order of reading: what counts in the end, then stage by stage. */
export const METRIC_GROUPS: readonly MetricGroup[] = ['endToEnd', ...STAGES];

/** Metrics by group, in the order of reading; groups without any are left out. */
export function byGroup<Metric extends MetricFacts>(
  metrics: readonly Metric[],
): { group: MetricGroup; metrics: Metric[] }[] {
  return METRIC_GROUPS.map((group) => ({
    group,
    metrics: metrics.filter((metric) => metric.group === group),
  })).filter(({ metrics: own }) => own.length > 0);
}
