import { randomInt } from 'node:crypto';
import { anyAdministrator, createAccount } from '@/lib/db/auth/accounts';
import type { PrismaClient } from '@/lib/db/client';
import { hashPassword } from '@/lib/auth/password';

/** Letters and digits that cannot be mistaken for one another when read from a terminal: 31, so 20 make 99 bits. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random password in four groups of five, made to be read and typed once. */
export function randomPassword(): string {
  const group = () => Array.from({ length: 5 }, () => READABLE[randomInt(READABLE.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/**
 * Make the administrator of a new installation.
 * @returns address and password, to be printed once; null when there is an administrator already
 */
export async function createFirstAdministrator(
  db: PrismaClient,
): Promise<{ email: string; password: string } | null> {
  if (await anyAdministrator(db)) return null;
  const email = 'admin@formulary.local';
  const password = randomPassword();
  await createAccount(db, {
    email,
    name: 'Administrator',
    passwordHash: await hashPassword(password),
    isAdministrator: true,
  });
  return { email, password };
}
