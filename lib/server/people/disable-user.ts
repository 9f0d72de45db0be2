import { setDisabled } from '@/lib/db/auth/accounts';
import { getDb } from '@/lib/db/client';
import { findUser } from '@/lib/db/people';
import { can, type Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';

/**
 * Disable an account, or enable it again. Its sessions and tokens end at once, and what it holds goes
 * back to the queue.
 * @throws AppError forbidden | conflict for one's own account | not_found
 */
export async function disableUser(
  actor: Actor,
  { userId, disabled }: { userId: string; disabled: boolean },
): Promise<void> {
  if (!can(actor, 'user.manage')) throw new AppError('forbidden', 'Only an administrator may do that.');
  if (userId === actor.userId) throw new AppError('conflict', 'You cannot disable your own account.');
  const user = await findUser(getDb(), userId);
  if (!user) throw new AppError('not_found', 'There is no such account.');
  await setDisabled(getDb(), user.email, disabled);
}
