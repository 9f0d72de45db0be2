import type { Db } from '@/lib/db/client';

/** What a person did in a project since a moment: revisions made, edits, and the active time in them. */
export async function sumWork(
  db: Db,
  { projectId, userId, since }: { projectId: string; userId: string; since: Date },
) {
  const [submitted, edits, skipped] = await Promise.all([
    db.revision.count({
      where: { createdById: userId, createdAt: { gte: since }, formula: { projectId } },
    }),
    db.edit.aggregate({
      where: { userId, createdAt: { gte: since }, annotation: { formula: { projectId } } },
      _count: { _all: true },
      _sum: { activeMs: true },
    }),
    db.skip.count({ where: { userId, createdAt: { gte: since }, formula: { projectId } } }),
  ]);
  return { submitted, edits: edits._count._all, activeMs: edits._sum.activeMs ?? 0, skipped };
}

/** How many formulas were sent back to a person and still wait for them. */
export async function countSentBack(db: Db, projectId: string, userId: string): Promise<number> {
  return db.formula.count({ where: { projectId, state: 'sent_back', assigneeId: userId } });
}
