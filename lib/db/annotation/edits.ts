import type { Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { Edit } from '@/lib/domain/annotation/edit';

/** Edits that are saved already, of those with these ids. */
export async function findEdits(db: Db, ids: readonly string[]) {
  return db.edit.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, annotationId: true, userId: true, version: true },
  });
}

/** How many edits an annotation has got since a version, leaving out those with these ids. */
export async function countEditsSince(
  db: Db,
  { annotationId, version, except }: { annotationId: string; version: number; except: readonly string[] },
): Promise<number> {
  return db.edit.count({
    where: { annotationId, version: { gt: version }, id: { notIn: [...except] } },
  });
}

/** Append a batch under the version that it led to. */
export async function appendEdits(
  db: Db,
  {
    annotationId,
    userId,
    version,
    edits,
  }: {
    annotationId: string;
    userId: string;
    version: number;
    edits: readonly Edit[];
  },
): Promise<void> {
  await db.edit.createMany({
    data: edits.map(({ id, diff, source, action, activeMs, predictionId }, position) => ({
      id,
      annotationId,
      userId,
      version,
      position,
      diff: toJson(diff),
      source,
      action,
      activeMs,
      predictionId,
    })),
  });
}
