import { visibleFormulas } from '@/lib/db/access';
import type { Db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/permissions';
import { CategoryValuesSchema } from '@/lib/domain/quotas';

/** A formula that the actor may see, with what the editor shows around it; null when there is none. */
export async function findVisibleFormula(db: Db, actor: Actor, id: string) {
  const row = await db.formula.findFirst({
    where: { AND: [{ id }, visibleFormulas(actor)] },
    include: {
      image: { select: { width: true, height: true } },
      cell: { select: { id: true, key: true, values: true } },
      project: { select: { id: true, slug: true, name: true } },
    },
  });
  return row && { ...row, cell: { ...row.cell, values: CategoryValuesSchema.parse(row.cell.values) } };
}
export type VisibleFormula = NonNullable<Awaited<ReturnType<typeof findVisibleFormula>>>;

/** Lock a formula's row until the transaction ends: its state changes one step at a time. */
export async function lockFormula(db: Db, id: string): Promise<void> {
  await db.$queryRaw`SELECT "id" FROM "Formula" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

/** The formula that an annotation belongs to; null when there is no such annotation. */
export async function formulaOfAnnotation(db: Db, annotationId: string): Promise<string | null> {
  const row = await db.annotation.findUnique({ where: { id: annotationId }, select: { formulaId: true } });
  return row?.formulaId ?? null;
}

/** Whether the actor may see some formula, in any project, that has this image. */
export async function mayReadImage(db: Db, actor: Actor, hash: string): Promise<boolean> {
  const row = await db.formula.findFirst({
    where: { AND: [{ imageHash: hash }, visibleFormulas(actor)] },
    select: { id: true },
  });
  return row !== null;
}

/** The newest prediction of a formula, or the one with this id; its content as stored. */
export async function findPrediction(db: Db, formulaId: string, id?: string | null) {
  return db.prediction.findFirst({
    where: { formulaId, ...(id ? { id } : {}) },
    orderBy: { createdAt: 'desc' },
  });
}

/** Why a formula was skipped, and by whom, the last time. */
export async function lastSkip(db: Db, formulaId: string) {
  return db.skip.findFirst({
    where: { formulaId },
    orderBy: { createdAt: 'desc' },
    include: { user: { select: { name: true } }, flag: { select: { kind: true } } },
  });
}
