import { getDb } from '@/lib/db/client';
import { compareSnapshots, countSnapshotItems, findSnapshotBefore, listHeldItems } from '@/lib/db/snapshot';
import type { Actor } from '@/lib/domain/permissions';
import { EXPORTERS } from '@/lib/export';
import { splitCounts, type SnapshotSummary } from './list-snapshots';
import { requireSnapshot } from './require-snapshot';
import type { SnapshotOptions } from './snapshot-options';

export type SnapshotView = SnapshotSummary & {
  project: { slug: string; name: string };
  options: SnapshotOptions;
  /** Formulas that are listed and not exported, with why (at most 200). */
  held: { formulaId: string; name: string; reason: string | null }[];
  /** Against the snapshot before it; null for the first. */
  changes: { since: { id: string; name: string }; added: number; removed: number; changed: number } | null;
  /** How it can be exported. */
  formats: { stage: string; format: string; description: string }[];
};

/** What is in a snapshot, how it is split, and what changed since the one before. @throws AppError not_found */
export async function showSnapshot(actor: Actor, { id }: { id: string }): Promise<SnapshotView> {
  const row = await requireSnapshot(actor, id);
  const [counts, held, before] = await Promise.all([
    countSnapshotItems(getDb(), [id]),
    listHeldItems(getDb(), id, 200),
    findSnapshotBefore(getDb(), row.projectId, row.createdAt),
  ]);
  return {
    id,
    name: row.name,
    include: row.include,
    contentHash: row.contentHash,
    createdAt: row.createdAt.toISOString(),
    by: row.createdBy.name,
    counts: splitCounts(counts, id),
    project: row.project,
    options: row.options,
    held: held.map(({ formulaId, name, heldReason }) => ({ formulaId, name, reason: heldReason })),
    changes: before && { since: before, ...(await compareSnapshots(getDb(), id, before.id)) },
    formats: EXPORTERS.map(({ stage, format, description }) => ({ stage, format, description })),
  };
}
