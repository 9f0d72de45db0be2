import type { Db } from '@/lib/db/client';

/** Formulas of a project that got an approval since then; one approved twice counts once. */
export async function countApprovedSince(
  db: Db,
  { projectId, since }: { projectId: string; since: Date },
): Promise<number> {
  return db.formula.count({
    where: {
      projectId,
      state: 'approved',
      revisions: { some: { approvals: { some: { verdict: 'approved', createdAt: { gte: since } } } } },
    },
  });
}

/** Formulas of a project that wait for somebody and got no prediction. */
export async function countFailedPredictions(db: Db, projectId: string): Promise<number> {
  return db.formula.count({
    where: { projectId, predictionStatus: 'failed', state: { in: ['ready', 'in_progress', 'sent_back'] } },
  });
}
