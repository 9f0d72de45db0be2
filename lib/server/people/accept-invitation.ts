import { normalEmail } from '@/lib/db/auth/people';
import type { Db } from '@/lib/db/client';
import {
  addMemberRoles,
  findOpenInvitation,
  findUserByEmail,
  insertUser,
  markAccepted,
} from '@/lib/db/people';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { invitationHash } from './invitation-secret';

/** A new account; the password was checked and hashed at the edge. */
export type NewAccount = { email: string; name: string; passwordHash: string };

async function makeAccount(db: Db, account: NewAccount): Promise<string> {
  const email = normalEmail(account.email);
  if (await findUserByEmail(db, email)) {
    throw new AppError(
      'conflict',
      'There is an account for this address already: sign in, then open the link.',
    );
  }
  return insertUser(db, { ...account, email });
}

/**
 * Join a project by an invitation link: as who is signed in, or with a new account.
 * @returns the project's slug
 * @throws AppError not_found | forbidden for another address than the invitation names | conflict
 */
export async function acceptInvitation(
  actor: Actor | null,
  { secret, account }: { secret: string; account?: NewAccount },
): Promise<{ project: string }> {
  return transaction(async (db) => {
    const now = new Date();
    const invitation = await findOpenInvitation(db, invitationHash(secret), now);
    if (!invitation) {
      throw new AppError(
        'not_found',
        'This invitation was used, taken back, or is too old. Ask for a new one.',
      );
    }
    const email = actor?.email ?? account?.email;
    if (!email)
      throw new AppError('unauthenticated', 'Sign in, or make an account, to accept the invitation.');
    if (invitation.email && invitation.email !== normalEmail(email)) {
      throw new AppError('forbidden', `This invitation is for ${invitation.email}.`);
    }
    const userId = actor ? actor.userId : account ? await makeAccount(db, account) : '';
    if (!(await markAccepted(db, { id: invitation.id, userId, now }))) {
      throw new AppError('conflict', 'This invitation has just been used.');
    }
    await addMemberRoles(db, { projectId: invitation.projectId, userId, roles: invitation.roles });
    return { project: invitation.project.slug };
  });
}
