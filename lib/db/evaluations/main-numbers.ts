import type { Db } from '@/lib/db/client';
import type { EvaluationLeak, EvaluationSplit } from '@/lib/domain/evaluations';
import type { Stage } from '@/lib/domain/stages';

export type MainNumberRow = {
  candidateId: string;
  stage: Stage;
  evaluationId: string;
  snapshotId: string;
  snapshot: string;
  split: EvaluationSplit;
  finishedAt: Date;
  leaks: EvaluationLeak[];
  formulas: number | null;
  value: { value: number; low: number; high: number } | null;
};

/**
 * One metric of each candidate out of its newest finished evaluation on each split of each snapshot, newest
 * first; read inside the database, since summaries are large. At most `limit` rows.
 */
export async function listMainNumbers(
  db: Db,
  projectId: string,
  metrics: Record<Stage, string>,
  limit: number,
): Promise<MainNumberRow[]> {
  return db.$queryRaw<MainNumberRow[]>`
    WITH newest AS (
      SELECT DISTINCT ON (ec."candidateId", e."snapshotId", e."split")
        ec."candidateId", ec."stage", e."id", e."snapshotId", e."split", e."finishedAt"
      FROM "Evaluation" e JOIN "EvaluationCandidate" ec ON ec."evaluationId" = e."id"
      WHERE e."projectId" = ${projectId}::uuid AND e."status" = 'done' AND e."summary" IS NOT NULL
      ORDER BY ec."candidateId", e."snapshotId", e."split", e."finishedAt" DESC
    ), shown AS (SELECT * FROM newest ORDER BY "finishedAt" DESC LIMIT ${limit})
    SELECT n."candidateId", n."stage"::text AS "stage", n."id" AS "evaluationId", n."snapshotId",
      s."name" AS "snapshot", n."split"::text AS "split", n."finishedAt", e."leaks",
      (e."summary"#>>'{description,formulas}')::int AS "formulas",
      jsonb_path_query_first(
        e."summary", '$.description.metrics[*] ? (@.key == $key)',
        jsonb_build_object('key', ${JSON.stringify(metrics)}::jsonb->>n."stage"::text)
      )->'value' AS "value"
    FROM shown n JOIN "Evaluation" e ON e."id" = n."id" JOIN "Snapshot" s ON s."id" = n."snapshotId"
    ORDER BY n."finishedAt" DESC, n."candidateId"`;
}
