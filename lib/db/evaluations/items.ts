import { Prisma, type Db } from '@/lib/db/client';
import type { Failure } from '@/lib/domain/failure';
import type { EvaluationSplit } from '@/lib/domain/evaluations';

/** A formula of the split that has not been scored yet. */
export type PendingItem = { formulaId: string; revisionId: string; content: unknown };

/** The next formulas of an evaluation's split that have no result yet, by id. */
export async function pendingItems(db: Db, evaluationId: string, limit: number): Promise<PendingItem[]> {
  return db.$queryRaw<PendingItem[]>`
    SELECT item."formulaId", item."revisionId", r."content"
    FROM "Evaluation" e
    JOIN "SnapshotItem" item ON item."snapshotId" = e."snapshotId" AND item."split" = e."split"
    JOIN "Revision" r ON r."id" = item."revisionId"
    WHERE e."id" = ${evaluationId}::uuid AND NOT EXISTS (
      SELECT 1 FROM "EvaluationItem" done
      WHERE done."evaluationId" = e."id" AND done."formulaId" = item."formulaId")
    ORDER BY item."formulaId" LIMIT ${limit}`;
}

export type ItemResult =
  { scored: object; timingsMs: object; rssBytes: number; rightIn: readonly string[] } | { failure: Failure };

/**
 * Keep what was said about one formula, if the run still has the evaluation: what comes after a cancellation is
 * not kept.
 * @returns whether it was kept
 */
export async function insertItem(
  db: Db,
  { evaluationId, claim }: { evaluationId: string; claim: string },
  { formulaId, revisionId }: { formulaId: string; revisionId: string },
  result: ItemResult,
): Promise<boolean> {
  const [scored, timings, rss, rightIn, error] =
    'failure' in result
      ? [null, null, null, [], JSON.stringify(result.failure)]
      : [
          JSON.stringify(result.scored),
          JSON.stringify(result.timingsMs),
          result.rssBytes,
          [...result.rightIn],
          null,
        ];
  const kept = await db.$executeRaw`
    INSERT INTO "EvaluationItem"
      ("evaluationId", "formulaId", "revisionId", "scored", "timingsMs", "rssBytes", "rightIn", "error")
    SELECT e."id", ${formulaId}::uuid, ${revisionId}::uuid, ${scored}::jsonb, ${timings}::jsonb,
      ${rss}::float8, ${rightIn}::text[], ${error}::jsonb
    FROM "Evaluation" e WHERE e."id" = ${evaluationId}::uuid AND e."claim" = ${claim}::uuid
    ON CONFLICT ("evaluationId", "formulaId") DO NOTHING`;
  return kept > 0;
}

/** A result as it is stored. */
export type StoredItem = {
  formulaId: string;
  cellKey: string;
  scored: unknown;
  timingsMs: unknown;
  rssBytes: number | null;
};

/** A page of the scored formulas of an evaluation behind a formula id. */
export async function readScoredItems(
  db: Db,
  { evaluationId, after, limit }: { evaluationId: string; after: string | null; limit: number },
): Promise<StoredItem[]> {
  const behind = after ? Prisma.sql`AND item."formulaId" > ${after}::uuid` : Prisma.empty;
  return db.$queryRaw<StoredItem[]>`
    SELECT item."formulaId", c."key" AS "cellKey", item."scored", item."timingsMs", item."rssBytes"
    FROM "EvaluationItem" item
    JOIN "Formula" f ON f."id" = item."formulaId"
    JOIN "Cell" c ON c."id" = f."cellId"
    WHERE item."evaluationId" = ${evaluationId}::uuid AND item."error" IS NULL ${behind}
    ORDER BY item."formulaId" LIMIT ${limit}`;
}

/** The formulas that could not be scored, by name. */
export async function listUnscored(db: Db, evaluationId: string, limit: number) {
  return db.$queryRaw<{ formulaId: string; name: string; reason: Failure }[]>`
    SELECT item."formulaId", f."name", item."error" AS "reason"
    FROM "EvaluationItem" item JOIN "Formula" f ON f."id" = item."formulaId"
    WHERE item."evaluationId" = ${evaluationId}::uuid AND item."error" IS NOT NULL
    ORDER BY f."name", item."formulaId" LIMIT ${limit}`;
}

/** How many items of a snapshot are in a split. */
export async function countSplit(db: Db, snapshotId: string, split: EvaluationSplit): Promise<number> {
  return db.snapshotItem.count({ where: { snapshotId, split } });
}
