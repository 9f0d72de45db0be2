import { getDb } from '@/lib/db/client';
import { findOpenInvitation } from '@/lib/db/people';
import type { Role } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { invitationHash } from './invitation-secret';

export type InvitationView = {
  project: { slug: string; name: string };
  roles: Role[];
  /** The only address that may accept it, if it names one. */
  email: string | null;
  invitedBy: string;
  expiresAt: string;
};

/** What an invitation link offers, for whoever has it, signed in or not. @throws AppError not_found */
export async function showInvitation({ secret }: { secret: string }): Promise<InvitationView> {
  const invitation = await findOpenInvitation(getDb(), invitationHash(secret), new Date());
  if (!invitation) {
    throw new AppError(
      'not_found',
      'This invitation was used, taken back, or is too old. Ask for a new one.',
    );
  }
  const { project, roles, email, invitedBy, expiresAt } = invitation;
  return {
    project: { slug: project.slug, name: project.name },
    roles,
    email,
    invitedBy: invitedBy.name,
    expiresAt: expiresAt.toISOString(),
  };
}
