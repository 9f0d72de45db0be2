import { createHash, randomBytes } from 'node:crypto';

/** An invitation link's secret (256 random bits, shown once) is kept as its sha256 only. */
export function newInvitationSecret(): { secret: string; hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: invitationHash(secret) };
}

export function invitationHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** How long an invitation can be accepted. */
export const INVITATION_DAYS = 14;
