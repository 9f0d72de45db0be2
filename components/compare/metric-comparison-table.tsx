import { useFormatter, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { IntervalAxis } from '@/components/charts/interval-axis';
import { IntervalPlot } from '@/components/charts/interval-plot';
import type { Domain } from '@/components/charts/scale';
import { SeriesMark } from '@/components/charts/series';
import { Table, Td, Th } from '@/components/ui/table';
import type { MetricComparison } from '@/lib/domain/comparison/types';
import { byGroup } from './metric-groups';
import { GroupRow, IntervalCell, MetricHead, metricDomain, metricReferences } from './metric-parts';
import { useNumberText } from './number-text';
import { VerdictBadge } from './verdict-badge';

/** A symmetric axis for differences: 0 stays in the middle, whatever side they lie on. */
function differenceDomain(metrics: readonly MetricComparison[]): Domain {
  const most = Math.max(0.01, ...metrics.flatMap(({ difference }) => [-difference.low, difference.high]));
  return [-most * 1.08, most * 1.08];
}

/** Every metric of A and B with intervals, the paired difference, the constant baseline and the aim. */
export function MetricComparisonTable({ metrics }: { metrics: readonly MetricComparison[] }) {
  const t = useTranslations('compare.metrics');
  const text = useNumberText();
  const shares = differenceDomain(metrics.filter(({ unit }) => unit === 'share'));
  const format = useFormatter();
  const share = (value: number) => format.number(value, 'share');
  return (
    <Table>
      <thead>
        <tr>
          <Th className="min-w-52">{t('metric')}</Th>
          <Th align="right">
            <SeriesMark series="a" className="mr-1" />A
          </Th>
          <Th align="right">
            <SeriesMark series="b" className="mr-1" />B
          </Th>
          <Th className="min-w-40">
            <IntervalAxis domain={[0, 1]} text={share} count={2} />
          </Th>
          <Th align="right">{t('difference')}</Th>
          <Th>{t('verdict')}</Th>
          <Th className="min-w-32">
            <IntervalAxis
              domain={shares}
              text={(value) => format.number(value * 100, { signDisplay: 'exceptZero' })}
            />
          </Th>
        </tr>
      </thead>
      <tbody>
        {byGroup(metrics).map(({ group, metrics: own }) => (
          <Fragment key={group}>
            <GroupRow group={group} columns={7} />
            {own.map((metric) => (
              <tr key={metric.key} data-metric={metric.key} className="hover:bg-sunken/40">
                <MetricHead metric={metric} />
                <IntervalCell interval={metric.a} unit={metric.unit} />
                <IntervalCell interval={metric.b} unit={metric.unit} />
                <Td>
                  <IntervalPlot
                    label={`A ${text.interval(metric.a, metric.unit)}, B ${text.interval(metric.b, metric.unit)}`}
                    domain={metricDomain(metric, [metric.a, metric.b])}
                    references={metricReferences(metric)}
                    marks={[
                      { series: 'a', interval: metric.a },
                      { series: 'b', interval: metric.b },
                    ]}
                  />
                </Td>
                <IntervalCell interval={metric.difference} unit={metric.unit} signed />
                <Td>
                  <VerdictBadge verdict={metric.verdict} changed={metric.changed} />
                </Td>
                <Td>
                  <IntervalPlot
                    label={`${t('difference')} ${text.signed(metric.difference.value, metric.unit)} ${text.signedRange(metric.difference, metric.unit)}`}
                    domain={metric.unit === 'share' ? shares : differenceDomain([metric])}
                    references={[{ kind: 'zero', value: 0 }]}
                    marks={[{ series: 'difference', interval: metric.difference }]}
                  />
                </Td>
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}
