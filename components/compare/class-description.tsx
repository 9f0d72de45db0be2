'use client';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { IntervalPlot } from '@/components/charts/interval-plot';
import { Td } from '@/components/ui/table';
import type { ClassDescription, ClassHead } from '@/lib/domain/comparison/types';
import { ClassFilter, MEASURES, type ClassView } from './class-filter';
import { IntervalCell } from './metric-parts';
import { useNumberText } from './number-text';
import { SortableTable, type Column } from './sortable-table';

/** Classes (or relations) of one evaluation, the worst first. */
export function ClassDescriptionTable({
  rows,
  names,
  kind,
}: {
  rows: Record<ClassHead, ClassDescription[]> | ClassDescription[];
  names: Record<string, ReactNode>;
  kind: 'class' | 'relation';
}) {
  const t = useTranslations('compare.classes');
  const text = useNumberText();
  const [view, setView] = useState<ClassView>({ head: 'recognizer', measure: 'recall', text: '' });
  const own = Array.isArray(rows) ? rows : rows[view.head];
  const columns: Column<ClassDescription>[] = [
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
            {t('saidOne', { count: row.said })}
          </span>
        </Td>
      ),
    },
    ...MEASURES.map((measure) => ({
      key: measure,
      head: t(`measures.${measure}`),
      align: 'right' as const,
      sort: { by: (row: ClassDescription) => row[measure]?.value ?? null, first: 'ascending' as const },
      cell: (row: ClassDescription) => <IntervalCell key={measure} interval={row[measure]} unit="share" />,
    })),
    {
      key: 'plot',
      head: t(`measures.${view.measure}`),
      className: 'min-w-40',
      cell: (row) => {
        const interval = row[view.measure];
        return (
          <Td key="plot">
            {interval && (
              <IntervalPlot
                label={text.interval(interval, 'share')}
                domain={[0, 1]}
                marks={[{ series: 'a', interval }]}
              />
            )}
          </Td>
        );
      },
    },
  ];
  return (
    <>
      <ClassFilter view={view} onChange={setView} heads={!Array.isArray(rows)} />
      <SortableTable
        rows={own.filter((row) => row.class.includes(view.text.trim()))}
        columns={columns}
        initial={{ key: 'recall', direction: 'ascending' }}
        rowKey={(row) => row.class}
        empty={t('none')}
      />
    </>
  );
}
