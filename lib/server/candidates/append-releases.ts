import { insertRelease, type NewRelease } from '@/lib/db/candidates/releases';
import { getDb, type Db } from '@/lib/db/client';
import { listWaiting } from '@/lib/db/formula/prediction';
import { sendToModelsAgain } from '@/lib/db/formula/untouched';
import type { Released } from '@/lib/domain/release/types';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { enqueuePreannotation } from '@/lib/jobs/enqueue';
import { log } from '@/lib/log';
import { stagesInUse } from './release-in-use';

/** @throws AppError invalid_input */
export function requireNote(note: string): string {
  const text = note.trim();
  if (text === '') throw new AppError('invalid_input', 'Say in a note what this is for.');
  return text;
}

/**
 * Append what is released, or taken back, in one moment to the history of a project whose releases are locked, and
 * let the models look again at what nobody has touched.
 * @returns the first of them with how many formulas wait
 */
export async function appendReleases(
  db: Db,
  shipped: Record<Stage, string>,
  [first, ...more]: [NewRelease, ...NewRelease[]],
): Promise<Released> {
  // Who was asked for stands at the top of the history.
  for (const release of more) await insertRelease(db, release);
  const id = await insertRelease(db, first);
  const inUse = await stagesInUse(db, first.projectId, shipped);
  const speakers = Object.fromEntries(STAGES.map((stage) => [stage, inUse[stage].ref]));
  const again = await sendToModelsAgain(db, first.projectId, speakers);
  const named = ({ stage }: NewRelease) => {
    const { id: candidateId, ref, shipped: isShipped } = inUse[stage];
    return { stage, candidate: { id: candidateId, ref, shipped: isShipped } };
  };
  return { id, ...named(first), together: more.map(named), again };
}

/** Sends what waits to the worker. It finds by itself what could not be sent. */
export async function predictAgain(projectId: string): Promise<void> {
  try {
    await enqueuePreannotation(await listWaiting(getDb(), projectId));
  } catch (error) {
    log('candidates').warn({ err: error }, 'the worker was not told what waits for the new release');
  }
}
