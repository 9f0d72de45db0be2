import { listCandidateRows, releasedCandidates } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import type { CandidateRow } from '@/lib/domain/candidate';
import type { Actor } from '@/lib/domain/permissions';
import { STAGES } from '@/lib/domain/stages';
import { requireProject } from '../projects/require-project';
import { describeCandidate } from './describe';
import { ensureShippedCandidates } from './ensure-shipped';

/**
 * What a project can use for its stages: its own candidates, and those that come with the program; by
 * stage, newest first.
 * @throws AppError not_found | forbidden | not_ready
 */
export async function listCandidates(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<CandidateRow[]> {
  const project = await requireProject(actor, slug, 'candidate.see');
  const shipped = await ensureShippedCandidates();
  const released = await releasedCandidates(getDb(), project.id);
  // One that was shipped once and is still in use is listed, though an update brought another one.
  const inUse = [...released.values()].filter((id) => id !== null);
  const rows = await listCandidateRows(getDb(), project.id, [
    ...STAGES.map((stage) => shipped[stage]),
    ...inUse,
  ]);
  return rows.map((row) =>
    describeCandidate(row, row.id === (released.get(row.stage) ?? shipped[row.stage])),
  );
}
