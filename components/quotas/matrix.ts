import {
  cellKey,
  noCounts,
  spanCells,
  FORMULA_STATES,
  type Axis,
  type CategoryValues,
  type StateCounts,
} from '@/lib/domain/quotas';

/** A cell as the server counts it. `id` is null where nothing was ever imported nor any target set. */
export type QuotaCell = { key: string; values: CategoryValues; target: number; counts: StateCounts };

export type MatrixRow = { key: string; values: CategoryValues; cells: QuotaCell[]; total: QuotaCell };

/** The cells as a table: rows are the combinations of all axes but the last, columns its values. */
export type Matrix = { columns: { key: string; name: string }[]; rows: MatrixRow[]; total: QuotaCell };

/** Cells that the axes span (in `matrix`) and those that they do not (`others`, only if they hold something). */
export function arrange(
  axes: readonly Axis[],
  cells: readonly QuotaCell[],
): { matrix: Matrix | null; others: QuotaCell[] } {
  const filled = axes.filter((axis) => axis.values.length > 0);
  const last = filled.at(-1);
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  if (!last) return { matrix: null, others: [...cells] };
  const rows = spanCells(filled.slice(0, -1)).map((values) => {
    const row = last.values.map(({ key }) => {
      const full = { ...values, [last.key]: key };
      const known = byKey.get(cellKey(full));
      byKey.delete(cellKey(full));
      return known ?? { key: cellKey(full), values: full, target: 0, counts: noCounts() };
    });
    return { key: cellKey(values), values, cells: row, total: sum(row, values) };
  });
  const others = [...byKey.values()].filter(
    (cell) => cell.target > 0 || FORMULA_STATES.some((state) => cell.counts[state] > 0),
  );
  return {
    matrix: {
      columns: last.values,
      rows,
      total: sum(
        rows.map(({ total }) => total),
        {},
      ),
    },
    others,
  };
}

/** Targets and counts of several cells, added up. */
export function sum(cells: readonly QuotaCell[], values: CategoryValues): QuotaCell {
  const counts = noCounts();
  for (const cell of cells) for (const state of FORMULA_STATES) counts[state] += cell.counts[state];
  return {
    key: cellKey(values),
    values,
    counts,
    target: cells.reduce((total, cell) => total + cell.target, 0),
  };
}
