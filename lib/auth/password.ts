import { hash, verify } from '@node-rs/argon2';
import { isCommonPassword } from '@/lib/auth/common-passwords';
import { AppError } from '@/lib/errors';

/** Shortest and longest password taken. The upper bound keeps hashing cheap to refuse. */
export const PASSWORD_LENGTH = { minimum: 10, maximum: 256 } as const;

/** argon2id (the library's default) with the first recommendation of OWASP's password storage cheat sheet. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash a password for storage (argon2id, random salt, parameters inside the string). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let decoy: Promise<string> | undefined;

/**
 * Whether a password is the stored one. Without a stored hash it takes as long as with one, so that an
 * account's existence cannot be told from the time.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (password.length > PASSWORD_LENGTH.maximum) return false;
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await decoy), password);
  return stored !== null && matches;
}

/**
 * Refuse a new password that would be guessed.
 * @param about the person's own words (address, name), which a guesser tries first
 * @throws {AppError} `invalid_input`, with `details.reason` = too_short | too_long | common | personal
 */
export function checkNewPassword(password: string, about: string[] = []): void {
  const refuse = (reason: string, message: string) => {
    throw new AppError('invalid_input', message, { field: 'password', reason });
  };
  if ([...password].length < PASSWORD_LENGTH.minimum) {
    refuse('too_short', `A password needs at least ${PASSWORD_LENGTH.minimum} characters.`);
  }
  if (password.length > PASSWORD_LENGTH.maximum) {
    refuse('too_long', `A password may have at most ${PASSWORD_LENGTH.maximum} characters.`);
  }
  if (isCommonPassword(password)) {
    refuse('common', 'This password is one that everybody tries. Take a longer, odder one.');
  }
  const lower = password.toLowerCase();
  const own = about
    .flatMap((text) => text.toLowerCase().split(/[@.\s_-]+/))
    .filter((word) => word.length >= 4);
  if (own.some((word) => lower.includes(word) && lower.length - word.length < 6)) {
    refuse('personal', 'This password is mostly your own name or address. Take another.');
  }
}
