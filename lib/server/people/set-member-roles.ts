import type { Db } from '@/lib/db/client';
import { listMemberships, removeMember as remove, setMemberRoles as setRoles } from '@/lib/db/people';
import { transaction } from '@/lib/db/transaction';
import type { Actor, Role } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { requireProject } from '../projects/require-project';

/** A project without a lead could not be mended by its members. */
async function requireLead(db: Db, actor: Actor, projectId: string): Promise<void> {
  const members = await listMemberships(db, projectId);
  const led = members.some(({ roles, disabledAt }) => roles.includes('lead') && disabledAt === null);
  if (!led && !actor.isAdministrator) {
    throw new AppError('conflict', 'A project needs a lead: make somebody else one first.');
  }
}

const unknownMember = () => new AppError('not_found', 'This person is not a member of the project.');

/**
 * Say which roles a member has. Whoever no longer annotates gives back what they hold.
 * @throws AppError conflict when no lead would be left | not_found | forbidden
 */
export async function setMemberRoles(
  actor: Actor,
  { project: slug, userId, roles }: { project: string; userId: string; roles: Role[] },
): Promise<void> {
  await transaction(async (db) => {
    const project = await requireProject(actor, slug, 'member.manage', db);
    const change = { projectId: project.id, userId, roles: [...new Set(roles)], now: new Date() };
    const found = await setRoles(db, change);
    if (!found) throw unknownMember();
    await requireLead(db, actor, project.id);
  });
}

/**
 * End somebody's membership. What they did stays theirs; what they hold goes back to the queue.
 * @throws AppError conflict when no lead would be left | not_found | forbidden
 */
export async function removeMember(
  actor: Actor,
  { project: slug, userId }: { project: string; userId: string },
): Promise<void> {
  await transaction(async (db) => {
    const project = await requireProject(actor, slug, 'member.manage', db);
    if (!(await remove(db, { projectId: project.id, userId, now: new Date() }))) throw unknownMember();
    await requireLead(db, actor, project.id);
  });
}
