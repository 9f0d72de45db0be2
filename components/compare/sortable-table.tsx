'use client';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Table, Th } from '@/components/ui/table';
import { sorted, type Direction, type SortValue } from './sorting';

export interface Column<Row> {
  key: string;
  head: ReactNode;
  align?: 'left' | 'right';
  className?: string;
  /** What it sorts by, and which way on the first click; absent for a column that does not sort. */
  sort?: { by: SortValue<Row>; first: Direction };
  /** A whole cell: `Td` or a row's `th`. */
  cell: (row: Row) => ReactNode;
}

const ICON = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown };
const SHOWN = 25;

/** A table whose columns sort on a click; long ones begin with their first rows and open on demand. */
export function SortableTable<Row>({
  rows,
  columns,
  initial,
  rowKey,
  empty,
}: {
  rows: readonly Row[];
  columns: Column<Row>[];
  initial: { key: string; direction: Direction };
  rowKey: (row: Row) => string;
  empty: string;
}) {
  const t = useTranslations('compare.table');
  const [order, setOrder] = useState(initial);
  const [all, setAll] = useState(false);
  const by = columns.find(({ key }) => key === order.key)?.sort?.by;
  const inOrder = by ? sorted(rows, by, order.direction) : rows;
  const shown = all ? inOrder : inOrder.slice(0, SHOWN);
  const click = (key: string, first: Direction) =>
    setOrder((now) => ({ key, direction: now.key !== key ? first : opposite(now.direction) }));
  return (
    <>
      <Table>
        <thead>
          <tr>
            {columns.map(({ key, head, align, className, sort }) => {
              const state = order.key === key && sort ? order.direction : 'none';
              const Icon = ICON[state];
              return (
                <Th key={key} align={align} className={className} aria-sort={sort ? state : undefined}>
                  {sort ? (
                    <button
                      type="button"
                      onClick={() => click(key, sort.first)}
                      className="inline-flex items-center gap-1 font-medium hover:text-ink"
                    >
                      {head}
                      <Icon
                        aria-hidden="true"
                        className={`size-3 ${state === 'none' ? 'opacity-50' : 'text-ink'}`}
                      />
                    </button>
                  ) : (
                    head
                  )}
                </Th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)} className="hover:bg-sunken/40">
              {columns.map((column) => column.cell(row))}
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length === 0 && <p className="p-4 text-sm text-muted">{empty}</p>}
      {inOrder.length > SHOWN && (
        <p className="px-4 py-2">
          <Button size="small" look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('fewer') : t('all', { count: inOrder.length })}
          </Button>
        </p>
      )}
    </>
  );
}

const opposite = (direction: Direction): Direction =>
  direction === 'ascending' ? 'descending' : 'ascending';
