import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { Table } from '@/components/ui/table';

export interface HeatCell {
  value: number;
  /** What the number means, on pointing at it. */
  title: string;
}

const HUES = { a: 'var(--series-a)', b: 'var(--series-b)' } as const;
const HEAD = 'px-1 py-0.5 text-xs font-normal';

/** Percent of the colour in a cell: one of many is still seen, and the number stays readable on the most. */
const strength = (value: number, most: number) =>
  value === 0 || most === 0 ? 0 : 10 + 35 * Math.sqrt(Math.abs(value) / most);

/**
 * A table of counts whose cells are tinted by their size: the picture and its alternative in one. Negative
 * values (a difference) take the colour of A, positive ones that of B, and keep their sign.
 */
export function HeatMap({
  caption,
  rows,
  columns,
  corner,
  cells,
  hue,
  most,
}: {
  caption: string;
  rows: { key: string; name: ReactNode }[];
  columns: { key: string; name: ReactNode }[];
  corner: ReactNode;
  /** [row][column]; null where nothing is to be said, such as the diagonal of a confusion matrix. */
  cells: (HeatCell | null)[][];
  hue: 'a' | 'b' | 'difference';
  /** The value with the full colour, so that maps beside each other can be compared. */
  most: number;
}) {
  return (
    <Table className="w-auto table-fixed">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={cx(HEAD, 'w-16 text-left text-muted')}>
            {corner}
          </th>
          {columns.map(({ key, name }) => (
            <th key={key} scope="col" className={cx(HEAD, 'w-9 overflow-hidden')}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name }, row) => (
          <tr key={key}>
            <th scope="row" className={cx(HEAD, 'text-right')}>
              {name}
            </th>
            {columns.map((column, n) => {
              const cell = cells[row]?.[n] ?? null;
              return (
                <td
                  key={column.key}
                  title={cell?.title}
                  className={cx(
                    'h-7 border border-line/60 text-center text-xs tabular-nums',
                    cell === null && 'bg-sunken',
                  )}
                  style={cell ? { background: tint(cell.value, hue, most) } : undefined}
                >
                  {cell && cell.value !== 0 ? signed(cell.value, hue) : ''}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function tint(value: number, hue: 'a' | 'b' | 'difference', most: number): string {
  const colour = HUES[hue === 'difference' ? (value < 0 ? 'a' : 'b') : hue];
  return `color-mix(in srgb, ${colour} ${strength(value, most)}%, transparent)`;
}

const signed = (value: number, hue: string) =>
  hue === 'difference' ? `${value > 0 ? '+' : '−'}${Math.abs(value)}` : String(value);
