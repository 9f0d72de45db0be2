import type { Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';

/** Start a batch: what comes in together, under the same options. */
export async function insertBatch(
  db: Db,
  batch: { projectId: string; userId: string; source: string; options: object },
): Promise<string> {
  const { id } = await db.importBatch.create({
    data: { ...batch, options: toJson(batch.options) },
    select: { id: true },
  });
  return id;
}

/** A batch with its project; null when there is none. */
export async function findBatch(db: Db, id: string) {
  return db.importBatch.findUnique({
    where: { id },
    include: { project: { select: { id: true, slug: true } }, user: { select: { name: true } } },
  });
}

/** The newest unfinished batch of a source under the same options: an import that was cut off. */
export async function findUnfinishedBatch(
  db: Db,
  { projectId, source, options }: { projectId: string; source: string; options: object },
): Promise<string | null> {
  const row = await db.importBatch.findFirst({
    where: { projectId, source, finishedAt: null, options: { equals: toJson(options) } },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** The batches of a project, newest first, with how many files are in which state. */
export async function listBatches(db: Db, projectId: string, limit: number) {
  const batches = await db.importBatch.findMany({
    where: { projectId },
    orderBy: { createdAt: 'desc' },
    take: limit,
    include: { user: { select: { name: true } } },
  });
  const counts = await db.importItem.groupBy({
    by: ['batchId', 'status'],
    where: { batchId: { in: batches.map(({ id }) => id) } },
    _count: { _all: true },
  });
  return batches.map((batch) => ({
    ...batch,
    counts: counts
      .filter(({ batchId }) => batchId === batch.id)
      .map(({ status, _count }) => ({ status, count: _count._all })),
  }));
}

/** The files of a batch by path, optionally only those with one outcome. */
export async function listItems(
  db: Db,
  { batchId, status, limit }: { batchId: string; status?: string; limit: number },
) {
  return db.importItem.findMany({
    where: { batchId, status },
    orderBy: { path: 'asc' },
    take: limit,
    select: { path: true, status: true, error: true, formulaId: true },
  });
}

export async function countItems(db: Db, batchId: string) {
  const rows = await db.importItem.groupBy({ by: ['status'], where: { batchId }, _count: { _all: true } });
  return rows.map(({ status, _count }) => ({ status, count: _count._all }));
}

/** Paths of a batch that went in: they need not be read again. */
export async function donePaths(db: Db, batchId: string): Promise<Set<string>> {
  const rows = await db.importItem.findMany({
    where: { batchId, status: { in: ['added', 'exists'] } },
    select: { path: true },
  });
  return new Set(rows.map(({ path }) => path));
}

export type ItemOutcome = {
  path: string;
  status: 'added' | 'exists' | 'failed';
  sourceHash: string | null;
  formulaId: string | null;
  error: { code: string; message: string } | null;
};

/** Note what became of files; a later outcome of the same path replaces an earlier one. */
export async function recordItems(db: Db, batchId: string, items: readonly ItemOutcome[]): Promise<void> {
  const paths = items.map(({ path }) => path);
  await db.importItem.deleteMany({ where: { batchId, path: { in: paths } } });
  await db.importItem.createMany({
    data: items.map(({ error, ...item }) => ({ batchId, ...item, ...(error && { error }) })),
    skipDuplicates: true,
  });
}

export async function finishBatch(db: Db, id: string, now: Date): Promise<void> {
  await db.importBatch.updateMany({ where: { id, finishedAt: null }, data: { finishedAt: now } });
}
