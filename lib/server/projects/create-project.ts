import { ensureCell, upsertAxes } from '@/lib/db/category';
import { addMemberRoles } from '@/lib/db/people';
import { addClasses, insertProject, updateProject as write } from '@/lib/db/project';
import { isUniqueViolation, transaction } from '@/lib/db/transaction';
import { DEFAULT_CLASSES } from '@/lib/domain/annotation/default-classes';
import { can, type Actor } from '@/lib/domain/permissions';
import { spanCells, type Axis } from '@/lib/domain/quotas';
import { AppError } from '@/lib/errors';
import { requireProject } from './require-project';

export type NewProject = {
  /** Lower-case letters, digits and hyphens: its part of the address. */
  slug: string;
  name: string;
  guidelines?: string;
  axes?: Axis[];
  /** Those of the field's competitions when left out. */
  classes?: string[];
};

/**
 * Make a project with its axes, the cells that they span, and its classes; who makes it leads it.
 * @throws AppError forbidden | conflict when the slug is taken
 */
export async function createProject(actor: Actor, project: NewProject): Promise<{ id: string }> {
  const { slug, name, guidelines = '', axes = [] } = project;
  const classes = project.classes?.length ? project.classes : DEFAULT_CLASSES;
  if (!can(actor, 'project.create'))
    throw new AppError('forbidden', 'Only an administrator may make projects.');
  try {
    return await transaction(async (db) => {
      const { id } = await insertProject(db, { slug, name, guidelines });
      await addMemberRoles(db, { projectId: id, userId: actor.userId, roles: ['lead'] });
      await upsertAxes(db, id, axes);
      for (const values of spanCells(axes)) await ensureCell(db, id, values);
      await addClasses(db, id, classes);
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', `There is a project "${slug}" already.`);
    throw error;
  }
}

/** Rename a project, rewrite its guidelines, add classes. @throws AppError not_found | forbidden */
export async function updateProject(
  actor: Actor,
  input: { project: string; name?: string; guidelines?: string; addClasses?: string[] },
): Promise<void> {
  await transaction(async (db) => {
    const { id } = await requireProject(actor, input.project, 'project.edit', db);
    await write(db, id, { name: input.name, guidelines: input.guidelines });
    await addClasses(db, id, input.addClasses ?? []);
  });
}
