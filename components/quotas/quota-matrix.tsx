import { useTranslations } from 'next-intl';
import { CellName, cellValueNames } from '@/components/formulas/cell-name';
import type { Axis } from '@/lib/domain/quotas';
import { sum, type Matrix, type QuotaCell } from './matrix';
import { QuotaCellView } from './quota-cell-view';
import type { SetTarget } from './target-input';

const EDGE = 'border-b border-line/70 p-3 align-top';
const HEAD = 'border-b border-line px-3 py-2 text-left text-sm font-medium';

/** Targets against what is there, every cell of the axes at once; sums at the edges. */
export function QuotaMatrix({
  matrix,
  axes,
  href,
  setTarget,
}: {
  matrix: Matrix;
  axes: Axis[];
  href: (cell: QuotaCell) => string;
  setTarget?: SetTarget | undefined;
}) {
  const t = useTranslations('quotas');
  const rowAxes = axes.filter((axis) => axis.values.length > 0).slice(0, -1);
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr>
          <th scope="col" className={`${HEAD} text-xs text-muted`}>
            {axes.map((axis) => axis.name).join(' × ')}
          </th>
          {matrix.columns.map((column) => (
            <th key={column.key} scope="col" className={HEAD}>
              {column.name}
            </th>
          ))}
          <th scope="col" className={`${HEAD} bg-sunken/50`}>
            {t('total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {matrix.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className={`${EDGE} text-left text-sm font-medium`}>
              {rowAxes.length > 0 ? <CellName values={row.values} axes={rowAxes} /> : t('total')}
            </th>
            {row.cells.map((cell) => (
              <td key={cell.key} className={EDGE}>
                <QuotaCellView
                  cell={cell}
                  label={cellValueNames(cell.values, axes).join(' · ')}
                  href={href(cell)}
                  setTarget={setTarget}
                />
              </td>
            ))}
            <td className={`${EDGE} bg-sunken/50`}>
              <QuotaCellView cell={row.total} label={t('total')} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="bg-sunken/50">
          <th scope="row" className={`${EDGE} text-left text-sm font-medium`}>
            {t('total')}
          </th>
          {matrix.columns.map((column, index) => (
            <td key={column.key} className={EDGE}>
              <QuotaCellView
                cell={sum(
                  matrix.rows.flatMap((row) => row.cells[index] ?? []),
                  {},
                )}
                label={column.name}
              />
            </td>
          ))}
          <td className={EDGE}>
            <QuotaCellView cell={matrix.total} label={t('total')} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
