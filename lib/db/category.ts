import type { Db } from '@/lib/db/client';
import {
  CategoryValuesSchema,
  cellKey,
  noCounts,
  type Axis,
  type CategoryValues,
  type StateCounts,
} from '@/lib/domain/quotas';

/** The category axes of a project in their order, values in theirs. */
export async function listAxes(db: Db, projectId: string): Promise<Axis[]> {
  return db.categoryAxis.findMany({
    where: { projectId },
    orderBy: { position: 'asc' },
    select: {
      key: true,
      name: true,
      values: { orderBy: { position: 'asc' }, select: { key: true, name: true } },
    },
  });
}

/** Write axes and their values in this order. Those that are there are renamed and moved; none is removed. */
export async function upsertAxes(db: Db, projectId: string, axes: readonly Axis[]): Promise<void> {
  for (const [position, { key, name, values }] of axes.entries()) {
    const axis = await db.categoryAxis.upsert({
      where: { projectId_key: { projectId, key } },
      create: { projectId, key, name, position },
      update: { name, position },
    });
    for (const [index, value] of values.entries()) {
      await db.categoryValue.upsert({
        where: { axisId_key: { axisId: axis.id, key: value.key } },
        create: { axisId: axis.id, ...value, position: index },
        update: { name: value.name, position: index },
      });
    }
  }
}

/** The cell of these values, made when it is not there yet. */
export async function ensureCell(db: Db, projectId: string, values: CategoryValues): Promise<string> {
  const key = cellKey(values);
  await db.cell.createMany({ data: [{ projectId, key, values }], skipDuplicates: true });
  const cell = await db.cell.findUniqueOrThrow({ where: { projectId_key: { projectId, key } } });
  return cell.id;
}

export type CellRow = {
  id: string;
  key: string;
  values: CategoryValues;
  target: number;
  counts: StateCounts;
};

/** Every cell with its target and what is in each state, by key. */
export async function listCells(db: Db, projectId: string): Promise<CellRow[]> {
  const rows = await db.cell.findMany({
    where: { projectId },
    orderBy: { key: 'asc' },
    include: { counts: true },
  });
  return rows.map(({ id, key, values, target, counts }) => ({
    id,
    key,
    values: CategoryValuesSchema.parse(values),
    target,
    counts: { ...noCounts(), ...Object.fromEntries(counts.map(({ state, count }) => [state, count])) },
  }));
}

/** Set the target of a cell of this project. @returns whether there is such a cell */
export async function setCellTarget(
  db: Db,
  { projectId, cellId, target }: { projectId: string; cellId: string; target: number },
): Promise<boolean> {
  const { count } = await db.cell.updateMany({ where: { id: cellId, projectId }, data: { target } });
  return count === 1;
}

/** Formulas of a project per state, summed over its cells: costs as much as it has cells. */
export async function sumCounts(db: Db, projectId: string): Promise<StateCounts> {
  const sums = await db.cellCount.groupBy({
    by: ['state'],
    where: { cell: { projectId } },
    _sum: { count: true },
  });
  return { ...noCounts(), ...Object.fromEntries(sums.map(({ state, _sum }) => [state, _sum.count ?? 0])) };
}
