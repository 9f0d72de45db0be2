import type { Db } from '@/lib/db/client';
import { OPEN_FLAG } from '@/lib/db/talk/flags';

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

/**
 * What is a person's own in a project and still waits for them, and what waits for anybody but is flagged. What is
 * flagged is offered to nobody.
 */
export async function countWaiting(
  db: Db,
  { projectId, userId }: { projectId: string; userId: string },
): Promise<{ sentBack: number; begun: number; readyButFlagged: number }> {
  const own = { projectId, assigneeId: userId, flags: { none: OPEN_FLAG } };
  const [sentBack, begun, readyButFlagged] = await Promise.all([
    db.formula.count({ where: { ...own, state: 'sent_back' } }),
    db.formula.count({ where: { ...own, state: 'in_progress' } }),
    db.formula.count({ where: { projectId, state: 'ready', flags: { some: OPEN_FLAG } } }),
  ]);
  return { sentBack, begun, readyButFlagged };
}
