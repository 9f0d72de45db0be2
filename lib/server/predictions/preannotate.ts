import { getDb } from '@/lib/db/client';
import { countPredictions, listWaiting, retryFailed } from '@/lib/db/formula/prediction';
import type { Actor } from '@/lib/domain/permissions';
import { enqueuePreannotation } from '@/lib/jobs/enqueue';
import { requireProject } from '../projects/require-project';

export type PreannotationProgress = { waiting: number; done: number; failed: number };

/**
 * Send every formula that waits for its first prediction to the models. What waits already is not sent
 * twice.
 * @param input.retry also those that failed and that nobody has touched since
 * @throws AppError not_found | forbidden
 */
export async function preannotate(
  actor: Actor,
  { project: slug, retry = false }: { project: string; retry?: boolean },
): Promise<{ queued: number }> {
  const project = await requireProject(actor, slug, 'formula.preannotate');
  if (retry) await retryFailed(getDb(), project.id);
  const ids = await listWaiting(getDb(), project.id);
  await enqueuePreannotation(ids);
  return { queued: ids.length };
}

/** How far pre-annotation has come in a project. @throws AppError not_found | forbidden */
export async function preannotationProgress(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<PreannotationProgress> {
  const project = await requireProject(actor, slug, 'formula.preannotate');
  return countPredictions(getDb(), project.id);
}
