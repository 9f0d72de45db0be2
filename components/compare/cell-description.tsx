import { useTranslations } from 'next-intl';
import { Table, Th } from '@/components/ui/table';
import type { Description } from '@/lib/domain/comparison/types';
import type { Axis } from '@/lib/domain/quotas';
import { CellHead } from './cell-head';
import { MetricName } from './metric-name';
import { IntervalCell } from './metric-parts';

/** One evaluation in every category cell. */
export function CellDescriptionTable({
  cells,
  axes,
  project,
}: {
  cells: Description['perCell'];
  axes: Axis[];
  project: string;
}) {
  const t = useTranslations('compare.cells');
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('cell')}</Th>
          {(['exprate', 'zeroTouch', 'meanCorrections'] as const).map((measure) => (
            <Th key={measure} align="right">
              <MetricName name={`endToEnd.${measure}`} />
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={cell.cell} className="hover:bg-sunken/40">
            <CellHead cell={cell.cell} formulas={cell.formulas} axes={axes} project={project} />
            <IntervalCell interval={cell.exprate} unit="share" />
            <IntervalCell interval={cell.zeroTouch} unit="share" />
            <IntervalCell interval={cell.meanCorrections} unit="count" />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
