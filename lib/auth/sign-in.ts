import { getDb } from '@/lib/db/client';
import { findAccount, normalEmail } from '@/lib/db/auth/people';
import { createSession } from '@/lib/db/auth/sessions';
import { countAttempt } from '@/lib/auth/attempts';
import { verifyPassword } from '@/lib/auth/password';
import { AppError } from '@/lib/errors';

/** A session ends this many days after its sign-in, used or not. */
export const SESSION_DAYS = 30;

const DAY = 24 * 60 * 60 * 1000;

/**
 * Start a session for somebody whose identity is proven.
 * @returns the session's id, which the browser's signed cookie carries
 */
export function startSession(userId: string): Promise<string> {
  return createSession(getDb(), userId, new Date(Date.now() + SESSION_DAYS * DAY));
}

/**
 * Sign in with a password.
 * @param input.address network address of the browser, for the rate limit
 * @throws {AppError} `unauthenticated` (account or password wrong, or disabled: not told which),
 *   `rate_limited` with `details.retryAfterSeconds`
 */
export async function signInWithPassword(input: {
  email: string;
  password: string;
  address: string;
}): Promise<{ userId: string; sessionId: string }> {
  const db = getDb();
  const email = normalEmail(input.email);
  const forget = await countAttempt({
    accountKey: `account:${email}`,
    addressKey: `address:${input.address}`,
  });
  const account = await findAccount(db, email);
  const right = await verifyPassword(account?.passwordHash ?? null, input.password);
  if (!account || !right || account.disabledAt) {
    throw new AppError('unauthenticated', 'Address or password is wrong.');
  }
  await forget();
  return { userId: account.id, sessionId: await startSession(account.id) };
}
