import type { Db } from '@/lib/db/client';
import { ANNOTATION_PARTS, annotationFromRow, type AnnotationRow } from '@/lib/db/annotation/rows';
import type { Annotation } from '@/lib/domain/annotation/schema';

/** An annotation as the use cases see it. */
export type StoredAnnotation = {
  id: string;
  formulaId: string;
  kind: string;
  version: number;
  predictionId: string | null;
  latexCanonical: string;
  value: Annotation;
};

function stored(row: AnnotationRow): StoredAnnotation {
  const { id, formulaId, kind, version, predictionId, latexCanonical } = row;
  return { id, formulaId, kind, version, predictionId, latexCanonical, value: annotationFromRow(row) };
}

/** The current annotation of a formula; null when it has none yet. */
export async function readCurrentAnnotation(db: Db, formulaId: string): Promise<StoredAnnotation | null> {
  const row = await db.annotation.findFirst({
    where: { formulaId, isCurrent: true },
    include: ANNOTATION_PARTS,
  });
  return row && stored(row);
}

/** The same, with its row locked until the transaction ends, so that versions follow one another. */
export async function lockCurrentAnnotation(db: Db, formulaId: string): Promise<StoredAnnotation | null> {
  await db.$queryRaw`SELECT "id" FROM "Annotation" WHERE "formulaId" = ${formulaId}::uuid AND "isCurrent" FOR UPDATE`;
  return readCurrentAnnotation(db, formulaId);
}

/** An annotation by its id, its row locked until the transaction ends. */
export async function lockAnnotation(db: Db, id: string): Promise<StoredAnnotation | null> {
  await db.$queryRaw`SELECT "id" FROM "Annotation" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await db.annotation.findUnique({ where: { id }, include: ANNOTATION_PARTS });
  return row && stored(row);
}
