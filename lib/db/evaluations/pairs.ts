import { Prisma, type Db } from '@/lib/db/client';
import { OUTCOMES, type Outcome, type Who } from '@/lib/domain/evaluations';
import type { Failure } from '@/lib/domain/failure';

/** Two evaluations of the same split of the same snapshot. */
export type EvaluationPair = { a: string; b: string };

/** Both results of each formula; what neither could score is left out. */
const pairs = ({ a, b }: EvaluationPair) => Prisma.sql`
  "EvaluationItem" a JOIN "EvaluationItem" b
    ON b."formulaId" = a."formulaId" AND b."evaluationId" = ${b}::uuid
  WHERE a."evaluationId" = ${a}::uuid AND (a."error" IS NULL OR b."error" IS NULL)`;

export type OutcomeCount = { outcome: Outcome; inA: boolean; inB: boolean; count: number };

/** Formulas by outcome, and by whether a and b are right in it. */
export async function countOutcomes(db: Db, pair: EvaluationPair): Promise<OutcomeCount[]> {
  return db.$queryRaw<OutcomeCount[]>`
    SELECT o."outcome", o."outcome" = ANY(pair."inA") AS "inA", o."outcome" = ANY(pair."inB") AS "inB",
      count(*)::int AS "count"
    FROM (SELECT a."rightIn" AS "inA", b."rightIn" AS "inB" FROM ${pairs(pair)}) pair
    CROSS JOIN unnest(${[...OUTCOMES]}::text[]) AS o("outcome")
    GROUP BY 1, 2, 3`;
}

const WHERE: Record<Who, { inA: boolean; inB: boolean }> = {
  a: { inA: true, inB: false },
  b: { inA: false, inB: true },
  both: { inA: true, inB: true },
  neither: { inA: false, inB: false },
};

export type PairRow = {
  formulaId: string;
  name: string;
  imageHash: string;
  width: number;
  height: number;
  a: unknown;
  b: unknown;
};
export type PairCursor = { name: string; id: string };

/** A page of formulas in which `who` is right, by name. */
export async function readPairs(
  db: Db,
  pair: EvaluationPair,
  { outcome, who, after, limit }: { outcome: Outcome; who: Who; after: PairCursor | null; limit: number },
): Promise<PairRow[]> {
  const { inA, inB } = WHERE[who];
  const behind = after
    ? Prisma.sql`AND (f."name", f."id") > (${after.name}, ${after.id}::uuid)`
    : Prisma.empty;
  return db.$queryRaw<PairRow[]>`
    SELECT f."id" AS "formulaId", f."name", f."imageHash", i."width", i."height", pair."a", pair."b"
    FROM (
      SELECT a."formulaId", a."scored" AS "a", b."scored" AS "b" FROM ${pairs(pair)}
        AND (${outcome} = ANY(a."rightIn")) = ${inA} AND (${outcome} = ANY(b."rightIn")) = ${inB}
    ) pair
    JOIN "Formula" f ON f."id" = pair."formulaId"
    JOIN "Image" i ON i."hash" = f."imageHash"
    WHERE true ${behind}
    ORDER BY f."name", f."id" LIMIT ${limit}`;
}

/** Formulas that a, b or both could not score. */
export async function listUnscoredPairs(db: Db, { a, b }: EvaluationPair, limit: number) {
  return db.$queryRaw<{ formulaId: string; name: string; a: Failure | null; b: Failure | null }[]>`
    SELECT f."id" AS "formulaId", f."name", a."error" AS "a", b."error" AS "b"
    FROM "EvaluationItem" a
    JOIN "EvaluationItem" b ON b."formulaId" = a."formulaId" AND b."evaluationId" = ${b}::uuid
    JOIN "Formula" f ON f."id" = a."formulaId"
    WHERE a."evaluationId" = ${a}::uuid AND (a."error" IS NOT NULL OR b."error" IS NOT NULL)
    ORDER BY f."name", f."id" LIMIT ${limit}`;
}
