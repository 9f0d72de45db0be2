import { randomInt } from 'node:crypto';
import { anyAdministrator, createAccount, setPasswordHash } from '@/lib/db/auth/accounts';
import { findAccount } from '@/lib/db/auth/people';
import type { PrismaClient } from '@/lib/db/client';
import { hashPassword } from '@/lib/auth/password';

/** Letters and digits that cannot be mistaken for one another when read from a terminal: 31, so 20 make 99 bits. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random password in four groups of five, made to be read and typed once. */
export function randomPassword(): string {
  const group = () => Array.from({ length: 5 }, () => READABLE[randomInt(READABLE.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

const EMAIL = 'admin@formulary.local';

/** Make the administrator of a new installation, who cannot sign in yet. Does nothing when there is one. */
export async function createFirstAdministrator(db: PrismaClient): Promise<void> {
  if (await anyAdministrator(db)) return;
  await createAccount(db, { email: EMAIL, name: 'Administrator', passwordHash: null, isAdministrator: true });
}

/**
 * Give the first administrator a random password. Done last, when it can be printed at once: a start that
 * was cut off before has not used it up.
 * @returns address and password, to be printed once; null when there is a password already
 */
export async function givePassword(db: PrismaClient): Promise<{ email: string; password: string } | null> {
  const account = await findAccount(db, EMAIL);
  if (!account || account.passwordHash !== null || account.disabledAt) return null;
  const password = randomPassword();
  await setPasswordHash(db, EMAIL, await hashPassword(password));
  return { email: EMAIL, password };
}
