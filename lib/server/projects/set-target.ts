import { ensureCell, listAxes, setCellTarget } from '@/lib/db/category';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { unknownValues, type CategoryValues } from '@/lib/domain/quotas';
import { AppError } from '@/lib/errors';
import { requireProject } from './require-project';

/**
 * Say how many formulas the dataset needs in a cell, named by its category values.
 * @throws AppError invalid_input for values that the axes do not have | not_found | forbidden
 */
export async function setTarget(
  actor: Actor,
  { project: slug, values, target }: { project: string; values: CategoryValues; target: number },
): Promise<{ cellId: string }> {
  return transaction(async (db) => {
    const project = await requireProject(actor, slug, 'quota.edit', db);
    const unknown = unknownValues(values, await listAxes(db, project.id));
    if (unknown.length > 0) throw new AppError('invalid_input', `In these values ${unknown.join('; ')}.`);
    const cellId = await ensureCell(db, project.id, values);
    await setCellTarget(db, { projectId: project.id, cellId, target });
    return { cellId };
  });
}
