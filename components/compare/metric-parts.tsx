import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { domainOf, type Domain } from '@/components/charts/scale';
import type { Reference } from '@/components/charts/interval-plot';
import { Td } from '@/components/ui/table';
import type { Interval, MetricFacts, MetricGroup } from '@/lib/domain/comparison/types';
import { MetricName } from './metric-name';
import { useNumberText, type Unit } from './number-text';

/** Shares are drawn on one axis from 0 to 1; everything else on an axis of its own, from 0. */
export function metricDomain({ unit, baseline, aim }: MetricFacts, values: readonly Interval[]): Domain {
  if (unit === 'share') return [0, 1];
  const known = [baseline, aim].filter((value) => value !== null);
  return domainOf([0, ...known, ...values.flatMap(({ low, high }) => [low, high])], [0, Infinity]);
}

/** What a metric is held against. */
export function metricReferences({ baseline, aim }: MetricFacts): Reference[] {
  return [
    ...(baseline === null ? [] : [{ kind: 'baseline' as const, value: baseline }]),
    ...(aim === null ? [] : [{ kind: 'aim' as const, value: aim }]),
  ];
}

/** The heading of a group of metrics within a table. */
export function GroupRow({ group, columns }: { group: MetricGroup; columns: number }) {
  const t = useTranslations('compare.group');
  const input = useTranslations('compare.groupInput');
  return (
    <tr>
      <th
        scope="rowgroup"
        colSpan={columns}
        className="bg-sunken/60 px-4 py-1 text-left text-xs font-semibold"
      >
        {t(group)} <span className="font-normal text-muted">· {input(group)}</span>
      </th>
    </tr>
  );
}

/** The name of a metric with what a constant predictor reaches and what is aimed for. */
export function MetricHead({ metric }: { metric: MetricFacts }) {
  const t = useTranslations('compare.metrics');
  const text = useNumberText();
  const { key, unit, baseline, aim, better } = metric;
  return (
    <th scope="row" className="border-b border-line/60 px-4 py-1.5 text-left font-normal">
      <MetricName name={key} />
      <span className="block text-xs text-muted tabular-nums">
        {[
          baseline !== null && t('constantIs', { value: text.value(baseline, unit) }),
          aim !== null && t('aimIs', { value: text.value(aim, unit) }),
          better === 'lower' && t('lowerIsBetter'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </th>
  );
}

/** A value with its interval below it; a dash where it is not defined. */
export function IntervalCell({
  interval,
  unit,
  signed = false,
  children,
}: {
  interval: Interval | null;
  unit: Unit;
  signed?: boolean;
  children?: ReactNode;
}) {
  const text = useNumberText();
  return (
    <Td numeric className="whitespace-nowrap">
      {interval === null ? (
        <span className="text-muted">–</span>
      ) : (
        <>
          <span className="font-medium">
            {signed ? text.signed(interval.value, unit) : text.value(interval.value, unit)}
          </span>
          <span className="block text-xs text-muted">
            {signed ? text.signedRange(interval, unit) : text.range(interval, unit)}
          </span>
        </>
      )}
      {children}
    </Td>
  );
}
