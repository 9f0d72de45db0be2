import { useFormatter, useTranslations } from 'next-intl';
import { useNumberText, type Unit } from '@/components/compare/number-text';
import { signOf } from '@/components/editor/canvas/glyphs';
import { RELATIONS, type Relation } from '@/lib/domain/annotation/schema';
import { METRIC_KEYS, metricFacts, type MetricKey } from '@/lib/domain/metrics';
import type { GuardedValue } from '@/lib/domain/release/types';

const metricOf = ({ group, key }: GuardedValue): MetricKey | undefined =>
  METRIC_KEYS.find((known) => known === `${group}.${key}`);
const isRelation = (key: string): key is Relation => (RELATIONS as readonly string[]).includes(key);

/** The unit of a guarded value: those of one unit can share an axis. */
export function unitOf(value: GuardedValue): Unit {
  if (value.kind === 'latency') return 'milliseconds';
  const metric = metricOf(value);
  return metric ? metricFacts(metric).unit : 'share';
}

/** What a guarded value is called, and how its numbers are written. */
export function useGuardedName() {
  const t = useTranslations('candidates.guard');
  const metrics = useTranslations('compare.metric');
  const relations = useTranslations('editor.relation');
  const format = useFormatter();
  const text = useNumberText();
  return {
    name: (value: GuardedValue): string => {
      if (value.kind === 'class') return t('classRecall', { class: signOf(value.key) });
      if (value.kind === 'relation') {
        return t('relationF1', { relation: isRelation(value.key) ? relations(value.key) : value.key });
      }
      if (value.kind === 'latency') return t('latency', { quantile: value.key });
      if (value.kind === 'coverage') return t('coverage');
      const metric = metricOf(value);
      return metric ? metrics(metric) : value.key;
    },
    number: (value: GuardedValue, number: number | null): string =>
      number === null
        ? '–'
        : value.kind === 'coverage'
          ? format.number(number)
          : text.value(number, unitOf(value)),
    /** A difference, its sign always said. */
    difference: (value: GuardedValue, number: number): string => text.signed(number, unitOf(value)),
  };
}
