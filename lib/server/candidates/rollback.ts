import { listReleaseRows, lockReleases } from '@/lib/db/candidates/releases';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { releaseBefore } from '@/lib/domain/release/history';
import type { Released } from '@/lib/domain/release/types';
import type { Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { requireProject } from '../require-project';
import { ensureShippedCandidates } from './ensure-shipped';
import { appendRelease, predictAgain, requireNote } from './release';

/**
 * Take a stage's newest release back: the one before it counts again, or the shipped one when there was none. The
 * roll-back is a row of the history too. Formulas that nobody has touched show what the earlier candidate said.
 * @throws AppError conflict when there is nothing to take back | invalid_input without a note | not_found | forbidden
 */
export async function rollbackRelease(
  actor: Actor,
  { project: slug, stage, note }: { project: string; stage: Stage; note: string },
): Promise<Released> {
  const project = await requireProject(actor, slug, 'candidate.release');
  const why = requireNote(note);
  const shipped = await ensureShippedCandidates();
  const released = await transaction(async (db) => {
    await lockReleases(db, project.id);
    const before = releaseBefore(await listReleaseRows(db, project.id, stage));
    if (before === undefined) {
      throw new AppError('conflict', `The ${stage} is the shipped one: there is no release to take back.`);
    }
    return appendRelease(db, shipped, {
      projectId: project.id,
      stage,
      candidateId: before,
      note: why,
      because: null,
      rollback: true,
      guard: null,
      createdById: actor.userId,
    });
  });
  await predictAgain(project.id);
  return released;
}
