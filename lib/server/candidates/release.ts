import { insertRelease, lockReleases, type NewRelease } from '@/lib/db/candidates/releases';
import { getDb, type Db } from '@/lib/db/client';
import { listWaiting } from '@/lib/db/formula/prediction';
import { sendToModelsAgain } from '@/lib/db/formula/untouched';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import type { GuardReport, Released } from '@/lib/domain/release/types';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { enqueuePreannotation } from '@/lib/jobs/enqueue';
import { log } from '@/lib/log';
import { requireProject } from '../require-project';
import { ensureShippedCandidates } from './ensure-shipped';
import { guardCandidate } from './guard';
import { stagesInUse, type StageInUse } from './release-in-use';

/** @throws AppError invalid_input */
export function requireNote(note: string): string {
  const text = note.trim();
  if (text === '') throw new AppError('invalid_input', 'Say in a note what this release is for.');
  return text;
}

/** Names of values in a sentence; more of them are counted. */
const NAMED = 5;

function refusal({ values, evidence, inUse }: GuardReport): string {
  if (!evidence) {
    return `No evaluation sets it beside ${inUse.ref}, which is in use: evaluate both on the same split of the same snapshot, or say why it is released all the same.`;
  }
  const open = values.filter(({ verdict }) => verdict === 'lost' || verdict === 'unknown');
  const names = open.slice(0, NAMED).map(({ kind, key, verdict }) => {
    const what = kind === 'class' ? `recall of ${key}` : kind === 'relation' ? `F1 of ${key}` : key;
    return verdict === 'lost' ? what : `${what} (not known)`;
  });
  const more = open.length > NAMED ? ` and ${open.length - NAMED} more` : '';
  return `Beside ${inUse.ref}, which is in use, it loses on what is guarded: ${names.join(', ')}${more}. Say why it is released all the same.`;
}

/** @throws AppError conflict when another release came between the look and the lock */
function requireSame(seen: Record<Stage, StageInUse>, now: Record<Stage, StageInUse>): void {
  if (STAGES.every((stage) => seen[stage].id === now[stage].id)) return;
  throw new AppError(
    'conflict',
    'Somebody has released something meanwhile: look again at what it is compared with.',
  );
}

/**
 * Append a release whose project's releases are locked, and let the models look again at what nobody has touched.
 * @returns the release, and how many formulas wait
 */
export async function appendRelease(
  db: Db,
  shipped: Record<Stage, string>,
  release: NewRelease,
): Promise<Released> {
  const id = await insertRelease(db, release);
  const inUse = await stagesInUse(db, release.projectId, shipped);
  const speakers = Object.fromEntries(STAGES.map((stage) => [stage, inUse[stage].ref]));
  const again = await sendToModelsAgain(db, release.projectId, speakers);
  const { bytes: _bytes, ...candidate } = inUse[release.stage];
  return { id, stage: release.stage, candidate, again };
}

/** Sends what waits to the worker. It finds by itself what could not be sent. */
export async function predictAgain(projectId: string): Promise<void> {
  try {
    await enqueuePreannotation(await listWaiting(getDb(), projectId));
  } catch (error) {
    log('candidates').warn({ err: error }, 'the worker was not told what waits for the new release');
  }
}

/**
 * Let a project use a candidate for its stage from now on. What the guard says is kept beside it. Formulas that
 * nobody has touched are predicted again; what people did stays.
 * @param input.note what this release is for
 * @param input.because why, although the guard found something lost or not known
 * @throws AppError conflict when something guarded is lost or not known and no reason is given (`details.guard` has
 *   the report), when it is in use already, or when another release came in between | invalid_input without a note |
 *   not_found | forbidden | not_ready
 */
export async function releaseCandidate(
  actor: Actor,
  {
    project: slug,
    candidateId,
    note,
    because,
  }: { project: string; candidateId: string; note: string; because?: string },
): Promise<Released> {
  const project = await requireProject(actor, slug, 'candidate.release');
  const why = requireNote(note);
  const { row, inUse, report } = await guardCandidate(actor, { projectId: project.id, candidateId });
  if (inUse[row.stage].id === row.id) {
    throw new AppError('conflict', `${report.candidate.ref} is what the project uses already.`);
  }
  const reason = because?.trim() || null;
  if (report.needsReason && !reason) throw new AppError('conflict', refusal(report), { guard: report });
  const shipped = await ensureShippedCandidates();
  const released = await transaction(async (db) => {
    await lockReleases(db, project.id);
    requireSame(inUse, await stagesInUse(db, project.id, shipped));
    return appendRelease(db, shipped, {
      projectId: project.id,
      stage: row.stage,
      // Whoever goes back to the shipped one gets that of a later version of the program too.
      candidateId: row.id === shipped[row.stage] ? null : row.id,
      note: why,
      because: report.needsReason ? reason : null,
      rollback: false,
      guard: report,
      createdById: actor.userId,
    });
  });
  await predictAgain(project.id);
  return released;
}
