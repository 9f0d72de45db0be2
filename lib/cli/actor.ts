import { createFirstAdministrator } from '@/lib/auth/first-administrator';
import { actorOfUser, oldestAdministrator } from '@/lib/db/auth/people';
import { getDb } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';

/**
 * In whose name a command acts: the account that `--as` names, else the oldest administrator's. Whoever
 * can run a command here has the database anyway. A new installation gets its first administrator, whose
 * password the first start of the server makes and shows.
 * @throws AppError not_found
 */
export async function commandActor(email?: string): Promise<Actor> {
  if (email) {
    const actor = await actorOfUser(getDb(), email);
    if (actor) return actor;
    throw new AppError('not_found', `There is no account for ${email}, or it is disabled.`);
  }
  await createFirstAdministrator(getDb());
  const actor = await oldestAdministrator(getDb());
  if (actor) return actor;
  throw new AppError('not_found', 'Every administrator is disabled: name an account with --as.');
}
