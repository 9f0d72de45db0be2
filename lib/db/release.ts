import type { Db } from '@/lib/db/client';

/** The candidates that a project released itself, the newest of each stage. */
export async function listProjectReleases(db: Db, projectId: string) {
  return db.release.findMany({
    where: { projectId },
    orderBy: [{ stage: 'asc' }, { createdAt: 'desc' }],
    distinct: ['stage'],
    select: { stage: true, note: true, createdAt: true, candidate: { select: { card: true, sha256: true } } },
  });
}
