import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { IntervalPlot } from '@/components/charts/interval-plot';
import { domainOf } from '@/components/charts/scale';
import { Table, Td, Th } from '@/components/ui/table';
import type { CellComparison } from '@/lib/domain/comparison/types';
import type { Axis } from '@/lib/domain/quotas';
import { CellHead } from './cell-head';
import { IntervalCell } from './metric-parts';
import { MetricName } from './metric-name';
import { useNumberText } from './number-text';

const MEASURES = ['exprate', 'zeroTouch', 'meanCorrections'] as const;

/** A and B in every category cell: three metrics of the whole pipeline, and their paired difference. */
export function CellComparisonTable({
  cells,
  axes,
  project,
}: {
  cells: readonly CellComparison[];
  axes: Axis[];
  project: string;
}) {
  const t = useTranslations('compare.cells');
  const text = useNumberText();
  const domain = domainOf(
    cells.flatMap(({ exprate, zeroTouch }) =>
      [exprate.difference, zeroTouch.difference].flatMap((one) => (one ? [one.low, one.high, 0] : [])),
    ),
  );
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('cell')}</Th>
          {MEASURES.map((measure) => (
            <Fragment key={measure}>
              <Th align="right" className="border-l border-l-line/60">
                <MetricName name={`endToEnd.${measure}`} /> A
              </Th>
              <Th align="right">B</Th>
              <Th className="min-w-28">B − A</Th>
            </Fragment>
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={cell.cell} className="hover:bg-sunken/40">
            <CellHead cell={cell.cell} formulas={cell.formulas} axes={axes} project={project} />
            {MEASURES.map((measure) => {
              const { a, b, difference } = cell[measure];
              const unit = measure === 'meanCorrections' ? 'count' : 'share';
              return (
                <Fragment key={measure}>
                  <Td numeric className="border-l border-l-line/60">
                    {a ? text.value(a.value, unit) : '–'}
                  </Td>
                  <Td numeric>{b ? text.value(b.value, unit) : '–'}</Td>
                  {difference === null || unit === 'count' ? (
                    <IntervalCell interval={difference} unit={unit} signed />
                  ) : (
                    <Td>
                      <span className="block text-xs tabular-nums">
                        {text.signed(difference.value, unit)}
                      </span>
                      <IntervalPlot
                        label={text.signedRange(difference, unit)}
                        domain={domain}
                        references={[{ kind: 'zero', value: 0 }]}
                        marks={[{ series: 'difference', interval: difference }]}
                      />
                    </Td>
                  )}
                </Fragment>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
