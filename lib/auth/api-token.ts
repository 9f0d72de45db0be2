import { createHash, randomBytes } from 'node:crypto';

/** Marks a secret as ours, so that scanners of leaked secrets can find it. */
const PREFIX = 'fml_';

/** SHA-256 of a token's secret, which is what the database keeps: the secret has 256 random bits, so no salt is needed. */
export const tokenHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A new API token: the secret to show once, and the hash to keep. */
export function newApiToken(): { secret: string; hash: string } {
  const secret = PREFIX + randomBytes(32).toString('base64url');
  return { secret, hash: tokenHash(secret) };
}

/** The secret in an `Authorization: Bearer …` header, null when there is none. */
export function bearerIn(authorization: string | null): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
}
