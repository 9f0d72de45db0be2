import { Prisma, type Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { EvaluationReason } from '@/lib/domain/evaluation-reasons';

/** Seconds after which a run that says nothing more is taken for dead: adding up a large split takes some. */
const HOLD_SECONDS = 90;

/**
 * Take an evaluation to work on it: one run at a time may. All times are the database's, since workers run on
 * several machines.
 * @returns false when it is finished, cancelled, gone, or another run is alive
 */
export async function claimEvaluation(db: Db, id: string, claim: string): Promise<boolean> {
  const taken = await db.$executeRaw`
    UPDATE "Evaluation"
    SET "claim" = ${claim}::uuid, "heldUntil" = now() + make_interval(secs => ${HOLD_SECONDS}),
      "status" = 'running', "startedAt" = coalesce("startedAt", now())
    WHERE "id" = ${id}::uuid AND "status" IN ('queued', 'running')
      AND ("claim" IS NULL OR "claim" = ${claim}::uuid OR "heldUntil" IS NULL OR "heldUntil" < now())`;
  return taken > 0;
}

/** Say that the run is alive. @returns false when it was cancelled or another run has taken it */
export async function renewClaim(db: Db, id: string, claim: string): Promise<boolean> {
  const kept = await db.$executeRaw`
    UPDATE "Evaluation" SET "heldUntil" = now() + make_interval(secs => ${HOLD_SECONDS})
    WHERE "id" = ${id}::uuid AND "claim" = ${claim}::uuid AND "status" = 'running'`;
  return kept > 0;
}

/** Leave it for another run. */
export async function dropClaim(db: Db, id: string, claim: string): Promise<void> {
  await db.evaluation.updateMany({ where: { id, claim }, data: { claim: null, heldUntil: null } });
}

/** The end of an evaluation: its numbers, or why there are none. @returns false when the run had lost it */
export async function finishClaimed(
  db: Db,
  { id, claim }: { id: string; claim: string },
  outcome: { summary: object } | { reason: EvaluationReason },
): Promise<boolean> {
  const { count } = await db.evaluation.updateMany({
    where: { id, claim, status: 'running' },
    data: {
      ...('summary' in outcome
        ? { status: 'done', summary: toJson(outcome.summary), error: Prisma.DbNull }
        : { status: 'failed', error: outcome.reason }),
      claim: null,
      heldUntil: null,
      finishedAt: new Date(),
    },
  });
  return count > 0;
}

/** Evaluations that nobody works on, in the order in which they were asked for. */
export async function waitingEvaluations(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Evaluation"
    WHERE "status" IN ('queued', 'running') AND ("heldUntil" IS NULL OR "heldUntil" < now())
    ORDER BY "createdAt", "id"`;
  return rows.map(({ id }) => id);
}
