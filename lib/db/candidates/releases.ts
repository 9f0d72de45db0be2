import type { Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { GuardReport } from '@/lib/domain/release/types';
import type { Stage } from '@/lib/domain/stages';

/** Lock a project's releases until the transaction ends: one release follows another, and each sees the one before. */
export async function lockReleases(db: Db, projectId: string): Promise<void> {
  // Weak enough that formulas may be added meanwhile: their rows refer to this one.
  await db.$queryRaw`SELECT "id" FROM "Project" WHERE "id" = ${projectId}::uuid FOR NO KEY UPDATE`;
}

/**
 * What tells one state of a project's releases from every other: the id of the newest one; null while it uses what
 * is shipped because it has never released anything.
 */
export async function releaseState(db: Db, projectId: string): Promise<string | null> {
  const row = await db.release.findFirst({
    where: { projectId },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Releases of a project with who made them, newest first; of one stage where it is given. */
export async function listReleaseRows(db: Db, projectId: string, stage?: Stage) {
  return db.release.findMany({
    where: { projectId, stage },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      stage: true,
      candidateId: true,
      note: true,
      because: true,
      rollback: true,
      guard: true,
      createdAt: true,
      createdBy: { select: { id: true, name: true } },
    },
  });
}

export type NewRelease = {
  projectId: string;
  stage: Stage;
  candidateId: string | null;
  note: string;
  because: string | null;
  rollback: boolean;
  guard: GuardReport | null;
  createdById: string;
};

/** Append a release behind all others of its project, whose releases are locked. @returns its id */
export async function insertRelease(db: Db, { guard, ...release }: NewRelease): Promise<string> {
  const last = await db.release.findFirst({
    where: { projectId: release.projectId },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  });
  // Which one counts is told by the time: it must not depend on when a transaction began, or on a clock set back.
  const createdAt = new Date(Math.max(Date.now(), (last?.createdAt.getTime() ?? 0) + 1));
  const { id } = await db.release.create({
    data: { ...release, createdAt, ...(guard && { guard: toJson(guard) }) },
    select: { id: true },
  });
  return id;
}

/** What names these candidates, how large they are, and their cards. */
export async function candidatesById(db: Db, ids: readonly string[]) {
  const rows = await db.candidate.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, projectId: true, stage: true, name: true, version: true, bytes: true, card: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The finished evaluations of a project in which one of these candidates took part, with all four of each. */
export async function listFinishedEvaluations(db: Db, projectId: string, candidateIds: readonly string[]) {
  return db.evaluation.findMany({
    where: {
      projectId,
      status: 'done',
      candidates: { some: { candidateId: { in: [...candidateIds] } } },
    },
    select: {
      id: true,
      snapshotId: true,
      split: true,
      createdAt: true,
      finishedAt: true,
      snapshot: { select: { id: true, name: true } },
      candidates: { select: { stage: true, candidateId: true } },
    },
  });
}
