import { candidatesById, listReleaseRows } from '@/lib/db/candidates/releases';
import { getDb } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/permissions';
import type { GuardReport, ReleaseRow } from '@/lib/domain/release/types';
import type { Stage } from '@/lib/domain/stages';
import { requireProject } from '../projects/require-project';
import { ensureShippedCandidates } from './ensure-shipped';

/**
 * Which candidates a project released, took back, when, by whom and why; newest first.
 * @throws AppError not_found | forbidden | not_ready
 */
export async function listReleases(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<ReleaseRow[]> {
  const project = await requireProject(actor, slug, 'candidate.see');
  const [shipped, rows] = await Promise.all([
    ensureShippedCandidates(),
    listReleaseRows(getDb(), project.id),
  ]);
  const idOf = (row: { candidateId: string | null; stage: Stage }) => row.candidateId ?? shipped[row.stage];
  const candidates = await candidatesById(getDb(), rows.map(idOf));
  const seen = new Set<Stage>();
  return rows.map((row): ReleaseRow => {
    const id = idOf(row);
    const candidate = candidates.get(id);
    const inUse = !seen.has(row.stage);
    seen.add(row.stage);
    return {
      id: row.id,
      stage: row.stage,
      candidate: {
        id,
        ref: candidate ? `${candidate.name}@${candidate.version}` : '',
        shipped: candidate?.projectId === null,
      },
      note: row.note,
      because: row.because,
      rollback: row.rollback,
      inUse,
      // What this program wrote there itself.
      guard: row.guard as GuardReport | null,
      at: row.createdAt.toISOString(),
      by: row.createdBy,
    };
  });
}
