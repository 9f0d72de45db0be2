import { can, type Actor } from '@/lib/domain/permissions';
import type { CategoryValues } from '@/lib/domain/quotas';
import { AppError } from '@/lib/errors';
import { createProject } from '@/lib/server/projects/create-project';
import { defineAxes } from '@/lib/server/projects/define-axes';
import { showProject } from '@/lib/server/projects/show-project';
import { tell } from './output';

async function makeUnlessThere(actor: Actor, slug: string): Promise<void> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/u.test(slug)) {
    throw new AppError('invalid_input', 'A project is named by lower-case letters, digits and hyphens.');
  }
  try {
    await showProject(actor, { project: slug });
  } catch (error) {
    const absent = error instanceof AppError && error.code === 'not_found';
    if (!absent || !can(actor, 'project.create')) throw error;
    await createProject(actor, { slug, name: slug });
    tell(`Made the project "${slug}".`);
  }
}

/**
 * Make sure that there is a project with these category values. What is missing is made and said: whoever
 * names it at a terminal means it.
 * @throws AppError invalid_input for a name that cannot be a project's | forbidden
 */
export async function ensureProject(actor: Actor, slug: string, values: CategoryValues): Promise<void> {
  await makeUnlessThere(actor, slug);
  const { axes } = await showProject(actor, { project: slug });
  let changed = false;
  for (const [key, value] of Object.entries(values)) {
    let axis = axes.find((known) => known.key === key);
    if (!axis) {
      axis = { key, name: key, values: [] };
      axes.push(axis);
      changed = true;
      tell(`Made the category axis "${key}".`);
    }
    if (axis.values.some((known) => known.key === value)) continue;
    axis.values.push({ key: value, name: value });
    changed = true;
    tell(`Made the value "${value}" of the category axis "${key}".`);
  }
  if (changed) await defineAxes(actor, { project: slug, axes });
}
