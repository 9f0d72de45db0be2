import type { Actor } from '@/lib/domain/permissions';
import { checkNewPassword, hashPassword, verifyPassword } from '@/lib/auth/password';
import { setPasswordHash } from '@/lib/db/auth/accounts';
import { findAccount } from '@/lib/db/auth/people';
import { countAttempt } from '@/lib/auth/attempts';
import { getDb } from '@/lib/db/client';
import { AppError } from '@/lib/errors';

/**
 * Change one's own password. Every other session of the account and its API tokens end; the session that asks stays.
 * @throws {AppError} `invalid_input` when the current password is wrong or the new one is weak,
 *   `rate_limited` after too many wrong ones
 */
export async function changePassword(
  actor: Actor,
  input: { current: string; next: string; sessionId: string | null },
): Promise<void> {
  const forget = await countAttempt({ accountKey: `password:${actor.userId}` });
  const account = await findAccount(getDb(), actor.email);
  if (!account || !(await verifyPassword(account.passwordHash, input.current))) {
    throw new AppError('invalid_input', 'The current password is wrong.', {
      field: 'current',
      reason: 'wrong',
    });
  }
  await forget();
  checkNewPassword(input.next, [account.email, account.name]);
  await setPasswordHash(getDb(), account.email, await hashPassword(input.next), input.sessionId ?? undefined);
}
