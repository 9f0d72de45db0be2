import { getDb } from '@/lib/db/client';
import { listMemberships, listOpenInvitations } from '@/lib/db/people';
import { can, type Actor, type Role } from '@/lib/domain/permissions';
import { requireProject } from '../projects/require-project';

export type MemberView = {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  disabled: boolean;
  joinedAt: string;
};
export type OpenInvitation = {
  id: string;
  email: string | null;
  roles: Role[];
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
};

/**
 * Who belongs to a project and as what; and, for those who may invite, the open invitations.
 * @throws AppError not_found | forbidden
 */
export async function listMembers(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<{ members: MemberView[]; invitations: OpenInvitation[] }> {
  const project = await requireProject(actor, slug, 'member.see');
  const manages = can(actor, 'member.manage', project.id);
  const [members, invitations] = await Promise.all([
    listMemberships(getDb(), project.id),
    manages ? listOpenInvitations(getDb(), project.id, new Date()) : [],
  ]);
  return {
    members: members.map(({ id, name, email, roles, disabledAt, joinedAt }) => ({
      id,
      name,
      email,
      roles,
      disabled: disabledAt !== null,
      joinedAt: joinedAt.toISOString(),
    })),
    invitations: invitations.map(({ id, email, roles, invitedBy, createdAt, expiresAt }) => ({
      id,
      email,
      roles,
      invitedBy: invitedBy.name,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  };
}
