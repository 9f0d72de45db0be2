import { candidatesById, listReleaseRows, lockReleases, type NewRelease } from '@/lib/db/candidates/releases';
import type { Db } from '@/lib/db/client';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { haveSameClasses, READS_THE_SAME } from '@/lib/domain/release/class-lists';
import { releaseBefore } from '@/lib/domain/release/history';
import type { Released } from '@/lib/domain/release/types';
import type { Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { requireProject } from '../projects/require-project';
import { appendReleases, predictAgain, requireNote } from './append-releases';
import { ensureShippedCandidates } from './ensure-shipped';
import { stagesInUse } from './release-in-use';

type Back = { stage: Stage; candidateId: string | null };

/** What a stage goes back to; undefined when nothing is left to take back. */
async function before(db: Db, projectId: string, stage: Stage): Promise<Back | undefined> {
  const candidateId = releaseBefore(await listReleaseRows(db, projectId, stage));
  return candidateId === undefined ? undefined : { stage, candidateId };
}

/**
 * What must go back so that `stage` does: with a recognizer for other classes, the aligner that came with it.
 * @throws AppError conflict when there is nothing to take back, or what it would go back to cannot work with
 *   anything that the stage beside it used
 */
async function goingBack(
  db: Db,
  { projectId, stage, shipped }: { projectId: string; stage: Stage; shipped: Record<Stage, string> },
): Promise<[Back, ...Back[]]> {
  const own = await before(db, projectId, stage);
  if (!own) {
    throw new AppError('conflict', `The ${stage} is the shipped one: there is no release to take back.`);
  }
  const other = READS_THE_SAME[stage];
  if (!other) return [own];
  const beside = await before(db, projectId, other);
  const idOf = ({ stage: of, candidateId }: Back) => candidateId ?? shipped[of];
  const rows = await candidatesById(db, [idOf(own), ...(beside ? [idOf(beside)] : [])]);
  const card = rows.get(idOf(own))?.card;
  const inUse = (await stagesInUse(db, projectId, shipped))[other];
  if (haveSameClasses(card, inUse.card)) return [own];
  if (beside && haveSameClasses(card, rows.get(idOf(beside))?.card)) return [own, beside];
  throw new AppError(
    'conflict',
    `What the ${stage} would go back to cannot work with ${inUse.ref}, since they list other classes: release two that fit together.`,
  );
}

/**
 * Take a stage's newest release back: the one before it counts again, or the shipped one when there was none. The
 * roll-back is a row of the history too. Formulas that nobody has touched show what the earlier candidate said.
 * A recognizer and an aligner that can only work together go back together.
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
    const back = await goingBack(db, { projectId: project.id, stage, shipped });
    const rows = back.map((row): NewRelease => ({
      projectId: project.id,
      ...row,
      note: why,
      because: null,
      rollback: true,
      guard: null,
      createdById: actor.userId,
    }));
    return appendReleases(db, shipped, rows as [NewRelease, ...NewRelease[]]);
  });
  await predictAgain(project.id);
  return released;
}
