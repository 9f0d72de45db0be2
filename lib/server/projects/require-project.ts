import { getDb, type Db } from '@/lib/db/client';
import { findProject } from '@/lib/db/project';
import { can, type Actor, type ProjectAction } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';

/**
 * The project with this slug, for an actor who may do `action` in it. To whoever is no member it does
 * not exist; a member whose role is not enough is told so.
 * @throws AppError not_found | forbidden
 */
export async function requireProject(actor: Actor, slug: string, action: ProjectAction, db: Db = getDb()) {
  const project = await findProject(db, actor, slug, action);
  if (project) return project;
  if (actor.memberships.some((membership) => membership.slug === slug)) {
    throw new AppError('forbidden', 'Your role in this project does not allow that.');
  }
  throw new AppError('not_found', 'There is no such project, or you are not a member of it.');
}

/** The same check where the project is known by its id. @throws AppError forbidden */
export function requireAction(actor: Actor, action: ProjectAction, projectId: string): void {
  if (!can(actor, action, projectId)) {
    throw new AppError('forbidden', 'Your role in this project does not allow that.');
  }
}
