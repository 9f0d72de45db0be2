import type { Db } from '@/lib/db/client';
import type { EvaluationSplit } from '@/lib/domain/evaluations';

/** What a candidate is, for finding out what it was trained on. */
export async function candidatesOf(db: Db, ids: readonly string[]) {
  return db.candidate.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, stage: true, projectId: true, name: true, version: true, card: true },
  });
}

/** The snapshots with one of these content hashes, of any project, or with one of these names in this project. */
export async function snapshotsNamed(
  db: Db,
  { projectId, hashes, names }: { projectId: string; hashes: readonly string[]; names: readonly string[] },
) {
  return db.snapshot.findMany({
    where: { OR: [{ contentHash: { in: [...hashes] } }, { projectId, name: { in: [...names] } }] },
    select: { id: true, name: true, projectId: true },
  });
}

/**
 * How many images of a split of a snapshot are in the train and val splits of another, of any project: the same
 * bytes are the same image whatever formula they are.
 */
export async function countSharedImages(
  db: Db,
  { snapshotId, split, trainedOn }: { snapshotId: string; split: EvaluationSplit; trainedOn: string },
): Promise<{ trained: number; tuned: number }> {
  const [row] = await db.$queryRaw<{ trained: number; tuned: number }[]>`
    SELECT count(DISTINCT f."imageHash") FILTER (WHERE other."split" = 'train')::int AS "trained",
      count(DISTINCT f."imageHash") FILTER (WHERE other."split" = 'val')::int AS "tuned"
    FROM "SnapshotItem" item
    JOIN "Formula" f ON f."id" = item."formulaId"
    JOIN "Formula" same ON same."imageHash" = f."imageHash"
    JOIN "SnapshotItem" other ON other."formulaId" = same."id" AND other."snapshotId" = ${trainedOn}::uuid
    WHERE item."snapshotId" = ${snapshotId}::uuid AND item."split" = ${split}::"Split"`;
  return row ?? { trained: 0, tuned: 0 };
}
