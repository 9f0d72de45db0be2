import { normalEmail } from '@/lib/db/auth/people';
import { getDb } from '@/lib/db/client';
import { insertInvitation } from '@/lib/db/people';
import type { Actor, Role } from '@/lib/domain/permissions';
import { INVITATION_DAYS, newInvitationSecret } from './invitation-secret';
import { requireProject } from '../projects/require-project';

/**
 * Invite somebody by link; whoever has the link can join, once. With an address, only that account can.
 * @returns the path of the link, shown this one time
 * @throws AppError not_found | forbidden
 */
export async function inviteMember(
  actor: Actor,
  { project: slug, email, roles }: { project: string; email?: string; roles: Role[] },
): Promise<{ id: string; path: string; expiresAt: string }> {
  const project = await requireProject(actor, slug, 'member.manage');
  const { secret, hash } = newInvitationSecret();
  const expiresAt = new Date(Date.now() + INVITATION_DAYS * 86_400_000);
  const id = await insertInvitation(getDb(), {
    projectId: project.id,
    email: email ? normalEmail(email) : null,
    roles: [...new Set(roles)],
    tokenHash: hash,
    invitedById: actor.userId,
    expiresAt,
  });
  return { id, path: `/invite/${secret}`, expiresAt: expiresAt.toISOString() };
}
