import { getDb } from '@/lib/db/client';
import { findAccount, normalEmail } from '@/lib/db/auth/people';
import { createSession } from '@/lib/db/auth/sessions';
import { forgetAttempts, forgetAttemptsBefore, noteAttempts } from '@/lib/db/auth/sign-in-attempts';
import { verifyPassword } from '@/lib/auth/password';
import { AppError } from '@/lib/errors';

/** A session ends this many days after its sign-in, used or not. */
export const SESSION_DAYS = 30;

/** Failed attempts allowed within the window: for one account, and from one network address. */
export const SIGN_IN_LIMIT = { windowMinutes: 15, perAccount: 8, perAddress: 40 } as const;

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
  const accountKey = `account:${email}`;
  const addressKey = `address:${input.address}`;
  const window = SIGN_IN_LIMIT.windowMinutes * 60 * 1000;
  const since = new Date(Date.now() - window);
  const { counts, noted } = await noteAttempts(db, [accountKey, addressKey], since);
  const tooMany =
    (counts.get(accountKey) ?? 0) > SIGN_IN_LIMIT.perAccount ||
    (counts.get(addressKey) ?? 0) > SIGN_IN_LIMIT.perAddress;
  if (tooMany) {
    const minutes = SIGN_IN_LIMIT.windowMinutes;
    throw new AppError('rate_limited', `Too many failed attempts. Try again in ${minutes} minutes.`, {
      retryAfterSeconds: minutes * 60,
    });
  }
  const account = await findAccount(db, email);
  const right = await verifyPassword(account?.passwordHash ?? null, input.password);
  if (!account || !right || account.disabledAt) {
    throw new AppError('unauthenticated', 'Address or password is wrong.');
  }
  // An address is shared by a whole office: what went well there is no failure of it.
  await forgetAttempts(db, accountKey, noted);
  await forgetAttemptsBefore(db, since);
  return { userId: account.id, sessionId: await startSession(account.id) };
}
