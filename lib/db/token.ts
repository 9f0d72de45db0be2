import type { Db } from '@/lib/db/client';

export async function insertToken(
  db: Db,
  token: { userId: string; name: string; tokenHash: string; expiresAt: Date | null },
): Promise<string> {
  const { id } = await db.apiToken.create({ data: token, select: { id: true } });
  return id;
}

/** A person's API tokens that were not revoked, newest first; never their secrets. */
export async function listTokens(db: Db, userId: string) {
  return db.apiToken.findMany({
    where: { userId, revokedAt: null },
    orderBy: { createdAt: 'desc' },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true, expiresAt: true },
  });
}

/** Revoke one of a person's own tokens. @returns whether they had it */
export async function revokeToken(
  db: Db,
  { id, userId, now }: { id: string; userId: string; now: Date },
): Promise<boolean> {
  const { count } = await db.apiToken.updateMany({
    where: { id, userId, revokedAt: null },
    data: { revokedAt: now },
  });
  return count === 1;
}
