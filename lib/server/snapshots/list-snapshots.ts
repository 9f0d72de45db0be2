import { getDb } from '@/lib/db/client';
import { countSnapshotItems, listSnapshotRows } from '@/lib/db/snapshot';
import type { Actor } from '@/lib/domain/permissions';
import { requireProject } from '../projects/require-project';

export type SplitCounts = { train: number; val: number; test: number; held: number };
export type SnapshotSummary = {
  id: string;
  name: string;
  include: string;
  contentHash: string;
  createdAt: string;
  by: string;
  counts: SplitCounts;
};

/** Counted rows of one snapshot as an object; 0 where there is none. */
export function splitCounts(
  rows: Awaited<ReturnType<typeof countSnapshotItems>>,
  snapshotId: string,
): SplitCounts {
  const of = (split: keyof SplitCounts) =>
    rows.find((row) => row.snapshotId === snapshotId && row.split === split)?._count._all ?? 0;
  return { train: of('train'), val: of('val'), test: of('test'), held: of('held') };
}

/** The snapshots of a project, newest first. @throws AppError not_found | forbidden */
export async function listSnapshots(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<SnapshotSummary[]> {
  const project = await requireProject(actor, slug, 'snapshot.see');
  const rows = await listSnapshotRows(getDb(), project.id);
  const counts = await countSnapshotItems(
    getDb(),
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, name, include, contentHash, createdAt, createdBy }) => ({
    id,
    name,
    include,
    contentHash,
    createdAt: createdAt.toISOString(),
    by: createdBy.name,
    counts: splitCounts(counts, id),
  }));
}
