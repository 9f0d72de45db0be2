import { listAxes, listCells as readCells } from '@/lib/db/category';
import { getDb } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/permissions';
import { cellKey, noCounts, quotaProgress, spanCells } from '@/lib/domain/quotas';
import type { Axis, CategoryValues, StateCounts } from '@/lib/domain/quotas';
import { requireProject } from './require-project';

export type CellSummary = {
  /** null for a cell that the axes span but that holds no formula and has no target yet. */
  id: string | null;
  key: string;
  values: CategoryValues;
  counts: StateCounts;
} & ReturnType<typeof quotaProgress>;

/**
 * The category axes of a project, and every cell with its target and what is in each state: those that
 * the axes span, in their order, then any other that holds formulas. Reads counters only.
 * @throws AppError not_found | forbidden
 */
export async function listCells(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<{ axes: Axis[]; cells: CellSummary[] }> {
  const project = await requireProject(actor, slug, 'quota.see');
  const [axes, rows] = await Promise.all([listAxes(getDb(), project.id), readCells(getDb(), project.id)]);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const spanned = axes.length === 0 ? [] : spanCells(axes);
  const cells = spanned.map((values) => {
    const key = cellKey(values);
    const row = byKey.get(key);
    byKey.delete(key);
    const counts = row?.counts ?? noCounts();
    return { id: row?.id ?? null, key, values, counts, ...quotaProgress(row?.target ?? 0, counts) };
  });
  const others = [...byKey.values()].map(({ id, key, values, counts, target }) => ({
    id,
    key,
    values,
    counts,
    ...quotaProgress(target, counts),
  }));
  return { axes, cells: [...cells, ...others] };
}
