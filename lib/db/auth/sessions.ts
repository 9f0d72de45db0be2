import type { Db } from '@/lib/db/client';

/** Remember a signed-in browser. Answers the session's id. */
export async function createSession(db: Db, userId: string, expiresAt: Date): Promise<string> {
  const { id } = await db.session.create({ data: { userId, expiresAt }, select: { id: true } });
  return id;
}

/** End one session. */
export async function revokeSession(db: Db, id: string): Promise<void> {
  await db.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
}

/** End every session of a person, but for one that may stay. Answers how many were open. */
export async function revokeSessions(db: Db, userId: string, exceptId?: string): Promise<number> {
  const { count } = await db.session.updateMany({
    where: { userId, revokedAt: null, ...(exceptId ? { id: { not: exceptId } } : {}) },
    data: { revokedAt: new Date() },
  });
  return count;
}
