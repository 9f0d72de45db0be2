'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { IntervalAxis } from '@/components/charts/interval-axis';
import { IntervalPlot } from '@/components/charts/interval-plot';
import { Td } from '@/components/ui/table';
import type { ClassComparison, ClassHead } from '@/lib/domain/comparison/types';
import { ClassFilter, type ClassView, type Measure } from './class-filter';
import { IntervalCell } from './metric-parts';
import { useNumberText } from './number-text';
import { SortableTable, type Column } from './sortable-table';
import { VerdictBadge } from './verdict-badge';

/**
 * Classes (or relations) of A and B side by side. The worst come first: where B loses most, and among equals
 * where it is worst.
 */
export function ClassComparisonTable({
  rows,
  names,
  kind,
}: {
  rows: Record<ClassHead, ClassComparison[]> | ClassComparison[];
  /** How a class is drawn, by its token. */
  names: Record<string, ReactNode>;
  kind: 'class' | 'relation';
}) {
  const t = useTranslations('compare.classes');
  const [view, setView] = useState<ClassView>({ head: 'recognizer', measure: 'recall', text: '' });
  const own = Array.isArray(rows) ? rows : rows[view.head];
  const columns = useColumns(view.measure, names, kind);
  return (
    <>
      <ClassFilter view={view} onChange={setView} heads={!Array.isArray(rows)} />
      <SortableTable
        rows={own.filter((row) => row.class.includes(view.text.trim()))}
        columns={columns}
        initial={{ key: 'difference', direction: 'ascending' }}
        rowKey={(row) => row.class}
        empty={t('none')}
      />
    </>
  );
}

function useColumns(
  measure: Measure,
  names: Record<string, ReactNode>,
  kind: 'class' | 'relation',
): Column<ClassComparison>[] {
  const t = useTranslations('compare.classes');
  const metrics = useTranslations('compare.metrics');
  const text = useNumberText();
  const format = useFormatter();
  // Equal differences: the lower B comes first, by less than any difference that is shown.
  const loss = (row: ClassComparison) => {
    const { difference, b } = row[measure];
    return difference === null ? null : difference.value + (b?.value ?? 0) * 1e-6;
  };
  return [
    {
      key: 'class',
      head: t(kind),
      sort: { by: (row) => row.class, first: 'ascending' },
      cell: (row) => (
        <th key="class" scope="row" className="border-b border-line/60 px-4 py-1.5 text-left font-normal">
          {names[row.class] ?? row.class}
        </th>
      ),
    },
    {
      key: 'support',
      head: t('support'),
      align: 'right',
      sort: { by: (row) => row.support, first: 'descending' },
      cell: (row) => (
        <Td key="support" numeric>
          {row.support}
          <span className="block text-xs whitespace-nowrap text-muted">
            {t('said', { a: row.said.a, b: row.said.b })}
          </span>
        </Td>
      ),
    },
    ...(['a', 'b'] as const).map((side) => ({
      key: side,
      head: side.toUpperCase(),
      align: 'right' as const,
      sort: { by: (row: ClassComparison) => row[measure][side]?.value ?? null, first: 'ascending' as const },
      cell: (row: ClassComparison) => <IntervalCell key={side} interval={row[measure][side]} unit="share" />,
    })),
    {
      key: 'plot',
      head: <IntervalAxis domain={[0, 1]} text={(value) => format.number(value, 'share')} count={2} />,
      className: 'min-w-36',
      cell: (row) => {
        const { a, b } = row[measure];
        const marks = [
          ...(a ? [{ series: 'a' as const, interval: a }] : []),
          ...(b ? [{ series: 'b' as const, interval: b }] : []),
        ];
        const label = marks.map(
          ({ series, interval }) => `${series.toUpperCase()} ${text.interval(interval, 'share')}`,
        );
        return (
          <Td key="plot">
            {marks.length > 0 && <IntervalPlot label={label.join(', ')} domain={[0, 1]} marks={marks} />}
          </Td>
        );
      },
    },
    {
      key: 'difference',
      head: metrics('difference'),
      align: 'right',
      sort: { by: loss, first: 'ascending' },
      cell: (row) => <IntervalCell key="difference" interval={row[measure].difference} unit="share" signed />,
    },
    {
      key: 'verdict',
      head: metrics('verdict'),
      cell: (row) => (
        <Td key="verdict">
          <VerdictBadge verdict={row[measure].verdict} changed={row[measure].changed} />
        </Td>
      ),
    },
  ];
}
