import { useFormatter, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { IntervalAxis } from '@/components/charts/interval-axis';
import { IntervalPlot } from '@/components/charts/interval-plot';
import { Table, Td, Th } from '@/components/ui/table';
import type { MeasuredMetric } from './constant-predictor';
import { byGroup } from './metric-groups';
import { GroupRow, IntervalCell, MetricHead, metricDomain, metricReferences } from './metric-parts';
import { useNumberText } from './number-text';

/** Every metric of one evaluation with its interval, the constant baseline and the aim. */
export function MetricTable({ metrics }: { metrics: readonly MeasuredMetric[] }) {
  const t = useTranslations('compare.metrics');
  const text = useNumberText();
  const format = useFormatter();
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('metric')}</Th>
          <Th align="right">{t('value')}</Th>
          <Th className="min-w-60">
            <IntervalAxis domain={[0, 1]} text={(value) => format.number(value, 'share')} />
          </Th>
          <Th align="right">{t('constant')}</Th>
          <Th align="right">{t('aim')}</Th>
        </tr>
      </thead>
      <tbody>
        {byGroup(metrics).map(({ group, metrics: own }) => (
          <Fragment key={group}>
            <GroupRow group={group} columns={5} />
            {own.map((metric) => (
              <tr key={metric.key} data-metric={metric.key} className="hover:bg-sunken/40">
                <MetricHead metric={{ ...metric, baseline: null, aim: null }} />
                <IntervalCell interval={metric.value} unit={metric.unit} />
                <Td>
                  <IntervalPlot
                    label={text.interval(metric.value, metric.unit)}
                    domain={metricDomain(metric, [metric.value])}
                    references={metricReferences(metric)}
                    marks={[{ series: 'a', interval: metric.value }]}
                  />
                </Td>
                <Td numeric className="text-muted">
                  {metric.baseline === null ? '–' : text.value(metric.baseline, metric.unit)}
                </Td>
                <Td numeric>
                  {metric.aim === null ? (
                    <span className="text-muted">–</span>
                  ) : (
                    <Aim metric={metric} aim={metric.aim} />
                  )}
                </Td>
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}

/** The aim, and whether the value reaches it: said in words as well as in colour. */
function Aim({ metric: { value, better, unit }, aim }: { metric: MeasuredMetric; aim: number }) {
  const t = useTranslations('compare.metrics');
  const text = useNumberText();
  const reached = better === 'higher' ? value.value >= aim : value.value <= aim;
  return (
    <>
      {text.value(aim, unit)}
      <span className={`block text-xs ${reached ? 'text-positive' : 'text-muted'}`}>
        {t(reached ? 'reached' : 'notReached')}
      </span>
    </>
  );
}
