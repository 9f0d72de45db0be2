import { listAxes } from '@/lib/db/category';
import { getDb } from '@/lib/db/client';
import { donePaths, findUnfinishedBatch, insertBatch } from '@/lib/db/import/batches';
import type { Actor } from '@/lib/domain/permissions';
import { unknownValues } from '@/lib/domain/quotas';
import { AppError } from '@/lib/errors';
import type { ImportOptions } from './import-options';
import { requireProject } from '../projects/require-project';

/**
 * Begin an import, or go on with the one from the same source under the same options that was cut off.
 * @param input.source the folder, or `browser`
 * @param input.resume look for one that was cut off
 * @returns the batch, and how many of its files went in before
 * @throws AppError invalid_input for category values that the axes do not have | not_found | forbidden
 */
export async function startImport(
  actor: Actor,
  {
    project: slug,
    source,
    options,
    resume = false,
  }: {
    project: string;
    source: string;
    options: ImportOptions;
    resume?: boolean;
  },
): Promise<{ batchId: string; done: number }> {
  const project = await requireProject(actor, slug, 'formula.import');
  const unknown = unknownValues(options.values, await listAxes(getDb(), project.id));
  if (unknown.length > 0) throw new AppError('invalid_input', `In these values ${unknown.join('; ')}.`);
  const batch = { projectId: project.id, source, options };
  const earlier = resume ? await findUnfinishedBatch(getDb(), batch) : null;
  if (earlier) return { batchId: earlier, done: (await donePaths(getDb(), earlier)).size };
  return { batchId: await insertBatch(getDb(), { ...batch, userId: actor.userId }), done: 0 };
}
