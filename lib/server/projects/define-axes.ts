import { listAxes, upsertAxes } from '@/lib/db/category';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import type { Axis } from '@/lib/domain/quotas';
import { AppError } from '@/lib/errors';
import { requireProject } from './require-project';

const repeated = (keys: string[]) => keys.find((key, index) => keys.indexOf(key) !== index);

/**
 * Say by which axes the formulas of a project are told apart, and the values of each. Axes and values
 * that are there already are renamed and reordered; none is taken away, since formulas may have it.
 * @returns the axes of the project after it
 * @throws AppError invalid_input for a key given twice | not_found | forbidden
 */
export async function defineAxes(
  actor: Actor,
  { project: slug, axes }: { project: string; axes: Axis[] },
): Promise<Axis[]> {
  const twice =
    repeated(axes.map(({ key }) => key)) ??
    axes.map(({ values }) => repeated(values.map(({ key }) => key))).find(Boolean);
  if (twice) throw new AppError('invalid_input', `"${twice}" is given twice.`);
  return transaction(async (db) => {
    const project = await requireProject(actor, slug, 'quota.edit', db);
    await upsertAxes(db, project.id, axes);
    return listAxes(db, project.id);
  });
}
