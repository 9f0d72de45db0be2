import { listAxes } from '@/lib/db/category';
import { getDb } from '@/lib/db/client';
import { listClasses } from '@/lib/db/project';
import { ACTION_ROLES, can, type Actor, type ProjectAction } from '@/lib/domain/permissions';
import type { Axis } from '@/lib/domain/quotas';
import { requireProject } from './require-project';

export type ProjectView = {
  id: string;
  slug: string;
  name: string;
  guidelines: string;
  axes: Axis[];
  classes: string[];
  /** What the actor may do in it. */
  actions: ProjectAction[];
};

/** A project as its screens need it. @throws AppError not_found */
export async function showProject(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<ProjectView> {
  const { id, name, guidelines } = await requireProject(actor, slug, 'project.see');
  const [axes, classes] = await Promise.all([listAxes(getDb(), id), listClasses(getDb(), id)]);
  const actions = (Object.keys(ACTION_ROLES) as ProjectAction[]).filter((action) => can(actor, action, id));
  return { id, slug, name, guidelines, axes, classes, actions };
}
