import type { Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';

/** The newest revision of a formula with the verdicts on it, newest first; null before the first submit. */
export async function findLatestRevision(db: Db, formulaId: string) {
  return db.revision.findFirst({
    where: { formulaId },
    orderBy: { number: 'desc' },
    select: {
      id: true,
      number: true,
      annotationId: true,
      version: true,
      contentHash: true,
      createdById: true,
      createdAt: true,
      approvals: {
        orderBy: { createdAt: 'desc' },
        include: { user: { select: { name: true } } },
      },
    },
  });
}

/** Freeze a copy. The caller holds the formula's lock, so that numbers follow one another. */
export async function insertRevision(
  db: Db,
  {
    content,
    confirmedWarnings,
    ...revision
  }: {
    formulaId: string;
    annotationId: string;
    number: number;
    version: number;
    contentHash: string;
    content: object;
    confirmedWarnings: readonly string[];
    createdById: string;
  },
): Promise<string> {
  const row = await db.revision.create({
    data: { ...revision, content: toJson(content), confirmedWarnings: [...confirmedWarnings] },
    select: { id: true },
  });
  return row.id;
}

export async function insertApproval(
  db: Db,
  approval: { revisionId: string; userId: string; verdict: 'approved' | 'sent_back'; reason: string },
): Promise<void> {
  await db.approval.create({ data: approval });
}

/** Revisions of a formula, newest first, with who made them and what was said about them. */
export async function listRevisions(db: Db, formulaId: string) {
  return db.revision.findMany({
    where: { formulaId },
    orderBy: { number: 'desc' },
    select: {
      id: true,
      number: true,
      version: true,
      contentHash: true,
      createdAt: true,
      createdBy: { select: { id: true, name: true } },
      approvals: {
        orderBy: { createdAt: 'desc' },
        select: { verdict: true, reason: true, createdAt: true, user: { select: { name: true } } },
      },
    },
  });
}

/** The frozen contents of revisions, in no order. */
export async function revisionContents(db: Db, ids: readonly string[]) {
  return db.revision.findMany({ where: { id: { in: [...ids] } }, select: { id: true, content: true } });
}
