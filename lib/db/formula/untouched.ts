import { Prisma, type Db } from '@/lib/db/client';
import type { Speakers } from '@/lib/domain/annotation/prediction';

/**
 * SQL: a person has had no say in annotation `a` yet. It is no gold, nobody edited it, nothing in it is pinned,
 * accepted or deleted, no draft waits for it, and its formula was never submitted.
 */
const UNTOUCHED = Prisma.sql`
  a."isCurrent" AND a."kind" = 'working' AND NOT a."latexPinned"
  AND NOT (a."acceptedDetector" OR a."acceptedRecognizer" OR a."acceptedAligner" OR a."acceptedConverter")
  AND NOT EXISTS (SELECT 1 FROM "Edit" e WHERE e."annotationId" = a."id")
  AND NOT EXISTS (SELECT 1 FROM "Revision" r WHERE r."formulaId" = a."formulaId")
  AND NOT EXISTS (SELECT 1 FROM "Draft" d WHERE d."annotationId" = a."id" AND d."resolvedAt" IS NULL)
  AND NOT EXISTS (SELECT 1 FROM "Tombstone" t WHERE t."annotationId" = a."id")
  AND NOT EXISTS (SELECT 1 FROM "Symbol" s WHERE s."annotationId" = a."id"
    AND (s."pinnedBox" OR s."pinnedClass" OR s."pinnedPlace"))`;

/** The current annotation of a formula, if models may still fill it; its row is locked until the transaction ends. */
export async function lockUntouchedAnnotation(
  db: Db,
  formulaId: string,
): Promise<{ id: string; predictionId: string | null } | null> {
  await db.$queryRaw`SELECT "id" FROM "Annotation" WHERE "formulaId" = ${formulaId}::uuid AND "isCurrent" FOR UPDATE`;
  const [row] = await db.$queryRaw<{ id: string; predictionId: string | null }[]>`
    SELECT a."id", a."predictionId" FROM "Annotation" a WHERE a."formulaId" = ${formulaId}::uuid AND ${UNTOUCHED}`;
  return row ?? null;
}

/**
 * Let the models look again at the formulas of a project that nobody has touched, unless what these candidates said
 * is what they show already. What started from the truth in its file stays as it is. Whoever calls has locked the
 * project's releases.
 * @returns how many wait now
 */
export async function sendToModelsAgain(db: Db, projectId: string, speakers: Speakers): Promise<number> {
  // First the locks, then the look: a prediction that is just being stored is seen, or sees the new release.
  await db.$queryRaw`
    SELECT count(*) FROM (SELECT "id" FROM "Formula"
      WHERE "projectId" = ${projectId}::uuid AND "state" = 'ready' ORDER BY "id" FOR NO KEY UPDATE) locked`;
  const shown = Prisma.sql`
    SELECT f."id", p."candidates" = ${JSON.stringify(speakers)}::jsonb AS current
    FROM "Formula" f
    JOIN "Annotation" a ON a."formulaId" = f."id"
    LEFT JOIN "Prediction" p ON p."id" = a."predictionId"
    WHERE f."projectId" = ${projectId}::uuid AND f."state" = 'ready'
      AND p."source" IS DISTINCT FROM 'inkml-truth' AND ${UNTOUCHED}`;
  await db.$executeRaw`
    WITH shown AS (${shown})
    UPDATE "Formula" f SET "predictionStatus" = 'done', "updatedAt" = now() FROM shown
    WHERE f."id" = shown."id" AND shown.current AND f."predictionStatus" = 'pending'`;
  return db.$executeRaw`
    WITH shown AS (${shown})
    UPDATE "Formula" f SET "predictionStatus" = 'pending', "predictionError" = NULL, "updatedAt" = now() FROM shown
    WHERE f."id" = shown."id"
      AND (shown.current IS NOT TRUE OR f."predictionStatus" = 'failed')`;
}
