import { type Prisma, type Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { EvaluationReason } from '@/lib/domain/evaluation-reasons';
import type { EvaluationLeak, EvaluationSplit } from '@/lib/domain/evaluations';
import type { Stage } from '@/lib/domain/stages';

const LISTED = {
  id: true,
  projectId: true,
  snapshotId: true,
  split: true,
  status: true,
  error: true,
  total: true,
  leaks: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  project: { select: { slug: true } },
  snapshot: { select: { id: true, name: true } },
  createdBy: { select: { name: true } },
  candidates: {
    select: {
      candidate: {
        select: {
          id: true,
          stage: true,
          name: true,
          version: true,
          kind: true,
          bytes: true,
          projectId: true,
        },
      },
    },
  },
} as const;

export type EvaluationRecord = Prisma.EvaluationGetPayload<{ select: typeof LISTED }>;

/** A new evaluation with its four candidates. */
export async function insertEvaluation(
  db: Db,
  {
    candidates,
    leaks,
    ...evaluation
  }: {
    projectId: string;
    snapshotId: string;
    split: EvaluationSplit;
    total: number;
    leaks: readonly EvaluationLeak[];
    createdById: string;
    candidates: Record<Stage, string>;
  },
): Promise<string> {
  const { id } = await db.evaluation.create({
    data: {
      ...evaluation,
      leaks: toJson(leaks),
      candidates: {
        create: Object.entries(candidates).map(([stage, candidateId]) => ({
          stage: stage as Stage,
          candidateId,
        })),
      },
    },
    select: { id: true },
  });
  return id;
}

export async function findEvaluationRecord(db: Db, id: string): Promise<EvaluationRecord | null> {
  return db.evaluation.findUnique({ where: { id }, select: LISTED });
}

/** The evaluations of a project, newest first. */
export async function listEvaluationRecords(
  db: Db,
  projectId: string,
  limit: number,
): Promise<EvaluationRecord[]> {
  return db.evaluation.findMany({
    where: { projectId },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: limit,
    select: LISTED,
  });
}

export type EvaluationCounts = {
  evaluationId: string;
  scored: number;
  unscored: number;
};

/** How many items of each evaluation are done, and how. */
export async function countEvaluationItems(db: Db, ids: readonly string[]): Promise<EvaluationCounts[]> {
  return db.$queryRaw<EvaluationCounts[]>`
    SELECT "evaluationId", count(*) FILTER (WHERE "error" IS NULL)::int AS "scored",
      count(*) FILTER (WHERE "error" IS NOT NULL)::int AS "unscored"
    FROM "EvaluationItem" WHERE "evaluationId" = ANY(${[...ids]}::uuid[])
    GROUP BY "evaluationId"`;
}

export type Headline = {
  id: string;
  exprate: number | null;
  zeroTouch: number | null;
  meanCorrections: number | null;
  p50Ms: number | null;
};

/** The first numbers of finished evaluations, read out of their summaries in the database. */
export async function listHeadlines(db: Db, ids: readonly string[]): Promise<Headline[]> {
  return db.$queryRaw<Headline[]>`
    SELECT "id",
      ("summary"#>>'{endToEnd,exprate}')::float8 AS "exprate",
      ("summary"#>>'{endToEnd,zeroTouch}')::float8 AS "zeroTouch",
      ("summary"#>>'{endToEnd,meanCorrections}')::float8 AS "meanCorrections",
      ("summary"#>>'{latencyMs,p50}')::float8 AS "p50Ms"
    FROM "Evaluation" WHERE "id" = ANY(${[...ids]}::uuid[]) AND "summary" IS NOT NULL`;
}

/** What an evaluation said when it was done; null before. */
export async function readSummary(db: Db, id: string): Promise<unknown> {
  const row = await db.evaluation.findUnique({ where: { id }, select: { summary: true } });
  return row?.summary ?? null;
}

/** @returns whether it was still running */
export async function setCancelled(db: Db, id: string, error: EvaluationReason): Promise<boolean> {
  const { count } = await db.evaluation.updateMany({
    where: { id, status: { in: ['queued', 'running'] } },
    data: { status: 'cancelled', error, claim: null, heldUntil: null, finishedAt: new Date() },
  });
  return count > 0;
}
