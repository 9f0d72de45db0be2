import { getDb } from '@/lib/db/client';
import { forgetAttempts, forgetAttemptsBefore, noteAttempts } from '@/lib/db/auth/sign-in-attempts';
import { AppError } from '@/lib/errors';

/** Failed attempts allowed within the window: for one account, and from one network address. */
export const SIGN_IN_LIMIT = { windowMinutes: 15, perAccount: 8, perAddress: 40 } as const;

/** Who tries a password: the account, and where one can be told the network address. */
export interface Attempt {
  accountKey: string;
  addressKey?: string;
}

/**
 * Counts an attempt at a password before the password is looked at, so that many at once all count.
 * @returns what to call when it was right: the account's failures are forgotten, and this one at the address
 * @throws {AppError} `rate_limited` with `details.retryAfterSeconds`
 */
export async function countAttempt({ accountKey, addressKey }: Attempt): Promise<() => Promise<void>> {
  const db = getDb();
  const minutes = SIGN_IN_LIMIT.windowMinutes;
  const since = new Date(Date.now() - minutes * 60 * 1000);
  const keys = addressKey ? [accountKey, addressKey] : [accountKey];
  const { counts, noted } = await noteAttempts(db, keys, since);
  const tooMany =
    (counts.get(accountKey) ?? 0) > SIGN_IN_LIMIT.perAccount ||
    (addressKey !== undefined && (counts.get(addressKey) ?? 0) > SIGN_IN_LIMIT.perAddress);
  if (tooMany) {
    throw new AppError('rate_limited', `Too many failed attempts. Try again in ${minutes} minutes.`, {
      retryAfterSeconds: minutes * 60,
    });
  }
  return async () => {
    // An address is shared by a whole office: what went well there is no failure of it.
    await forgetAttempts(db, accountKey, noted);
    await forgetAttemptsBefore(db, since);
  };
}
