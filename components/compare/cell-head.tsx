import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { cellParameter } from '@/components/formulas/cell-address';
import { CellName } from '@/components/formulas/cell-name';
import type { Axis, CategoryValues } from '@/lib/domain/quotas';

/** The values that a cell's key holds: `axis=value` joined by `;`. */
export function valuesOfCell(key: string): CategoryValues {
  return Object.fromEntries(
    key
      .split(';')
      .filter((part) => part.includes('='))
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
}

/** The head of a cell's row: its name leads to its formulas. */
export function CellHead({
  cell,
  formulas,
  axes,
  project,
}: {
  cell: string;
  formulas: number;
  axes: Axis[];
  project: string;
}) {
  const common = useTranslations('common');
  return (
    <th scope="row" className="border-b border-line/60 px-4 py-1.5 text-left font-normal">
      <Link
        href={`/p/${project}/formulas?cell=${encodeURIComponent(cellParameter(cell))}`}
        className="hover:underline"
      >
        <CellName values={valuesOfCell(cell)} axes={axes} />
      </Link>
      <span className="block text-xs text-muted">{common('formulaCount', { count: formulas })}</span>
    </th>
  );
}
