import { createFirstAdministrator } from '@/lib/auth/first-administrator';
import { actorOfUser, oldestAdministrator } from '@/lib/db/auth/people';
import { getDb } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { tell } from './output';

/**
 * In whose name a command acts: the account that `--as` names, else the oldest administrator's. Whoever
 * can run a command here has the database anyway. A new installation gets its first administrator, as
 * the first start would make it.
 * @throws AppError not_found
 */
export async function commandActor(email?: string): Promise<Actor> {
  if (email) {
    const actor = await actorOfUser(getDb(), email);
    if (actor) return actor;
    throw new AppError('not_found', `There is no account for ${email}, or it is disabled.`);
  }
  const made = await createFirstAdministrator(getDb());
  if (made) tell(`Made the first administrator: ${made.email}, password ${made.password} (shown once).`);
  const actor = await oldestAdministrator(getDb());
  if (actor) return actor;
  throw new AppError('not_found', 'Every administrator is disabled: name an account with --as.');
}
