import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Fragment } from 'react';
import { SeriesMark } from '@/components/charts/series';
import { Table, Td, Th } from '@/components/ui/table';
import type { EvaluationComparison, EvaluationRow } from '@/lib/domain/evaluations';
import { byGroup } from './metric-groups';
import { GroupRow, IntervalCell, MetricHead } from './metric-parts';
import { VerdictBadge } from './verdict-badge';

/** What an evaluation has that A has not, in a few words; '' when the candidates are the same. */
function useWhatDiffers() {
  const t = useTranslations('words.stageModel');
  return (row: EvaluationRow, a: EvaluationRow) => {
    const known = a.candidates.map(({ id }) => id);
    const own = row.candidates.filter(({ id }) => !known.includes(id));
    return own.map(({ stage, name, version }) => `${t(stage)} ${name}@${version}`).join(', ');
  };
}

/** Several evaluations held against A at once; one of them is B, whose details are below. */
export function OverviewTable({
  pairs,
  chosen,
  href,
}: {
  pairs: readonly EvaluationComparison[];
  /** Id of B. */
  chosen: string;
  /** The same screen with another one as B. */
  href: (id: string) => string;
}) {
  const t = useTranslations('compare.overview');
  const what = useWhatDiffers();
  const format = useFormatter();
  const [first] = pairs;
  if (!first) return null;
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('metric')}</Th>
          <Th align="right">
            <SeriesMark series="a" className="mr-1" />A
          </Th>
          {pairs.map(({ b }) => (
            <Th
              key={b.id}
              align="right"
              className="max-w-64 whitespace-normal"
              aria-current={b.id === chosen}
            >
              {b.id === chosen ? (
                <span className="text-ink">
                  <SeriesMark series="b" className="mr-1" />
                  {['B', what(b, first.a)].filter(Boolean).join(' · ')}
                </span>
              ) : (
                <Link href={href(b.id)} className="text-accent hover:underline">
                  {what(b, first.a) || t('same')}
                </Link>
              )}
              <span className="block font-normal">{format.dateTime(new Date(b.createdAt), 'moment')}</span>
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {byGroup(first.comparison.metrics).map(({ group, metrics }) => (
          <Fragment key={group}>
            <GroupRow group={group} columns={2 + pairs.length} />
            {metrics.map((metric) => (
              <tr key={metric.key} className="hover:bg-sunken/40">
                <MetricHead metric={metric} />
                <IntervalCell interval={metric.a} unit={metric.unit} />
                {pairs.map(({ b, comparison }) => {
                  const own = comparison.metrics.find(({ key }) => key === metric.key);
                  return own ? (
                    <IntervalCell key={b.id} interval={own.b} unit={own.unit}>
                      <span className="mt-0.5 block">
                        <VerdictBadge verdict={own.verdict} changed={own.changed} />
                      </span>
                    </IntervalCell>
                  ) : (
                    <Td key={b.id} />
                  );
                })}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}
