import { lockReleases, type NewRelease } from '@/lib/db/candidates/releases';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import type { Released } from '@/lib/domain/release/types';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { requireProject } from '../projects/require-project';
import { appendReleases, predictAgain, requireNote } from './append-releases';
import { ensureShippedCandidates } from './ensure-shipped';
import { guardTogether } from './guard';
import { requireReleasable } from './refusal';
import { stagesInUse, type StageInUse } from './release-in-use';

/** @throws AppError conflict when another release came between the look and the lock */
function requireSame(seen: Record<Stage, StageInUse>, now: Record<Stage, StageInUse>): void {
  if (STAGES.every((stage) => seen[stage].id === now[stage].id)) return;
  throw new AppError(
    'conflict',
    'Somebody has released something meanwhile: look again at what it is compared with.',
  );
}

/**
 * Let a project use a candidate for its stage from now on. What the guard says is kept beside it. Formulas that
 * nobody has touched are predicted again; what people did stays.
 * @param input.note what this release is for
 * @param input.because why, although the guard found something lost or not known
 * @param input.together candidates for other stages that are released in the same moment: a recognizer and an
 *   aligner for other classes than those in use cannot come one after the other
 * @throws AppError conflict when something guarded is lost or not known and no reason is given (`details.guard` has
 *   the report), when it cannot work with what is in use beside it, when it is in use already, or when another
 *   release came in between | invalid_input without a note | not_found | forbidden | not_ready
 */
export async function releaseCandidate(
  actor: Actor,
  {
    project: slug,
    candidateId,
    note,
    because,
    together = [],
  }: {
    project: string;
    candidateId: string;
    note: string;
    because?: string;
    together?: readonly string[];
  },
): Promise<Released> {
  const project = await requireProject(actor, slug, 'candidate.release');
  const why = requireNote(note);
  const { reports, inUse } = await guardTogether(actor, {
    projectId: project.id,
    candidateIds: [candidateId, ...together],
  });
  const reason = because?.trim() || null;
  requireReleasable(reports, reason);
  const shipped = await ensureShippedCandidates();
  const rows = reports.map((guard): NewRelease => {
    const { stage, candidate, needsReason } = guard;
    return {
      projectId: project.id,
      stage,
      // Whoever goes back to the shipped one gets that of a later version of the program too.
      candidateId: candidate.id === shipped[stage] ? null : candidate.id,
      note: why,
      because: needsReason ? reason : null,
      rollback: false,
      guard,
      createdById: actor.userId,
    };
  });
  const released = await transaction(async (db) => {
    await lockReleases(db, project.id);
    requireSame(inUse, await stagesInUse(db, project.id, shipped));
    return appendReleases(db, shipped, rows as [NewRelease, ...NewRelease[]]);
  });
  await predictAgain(project.id);
  return released;
}
