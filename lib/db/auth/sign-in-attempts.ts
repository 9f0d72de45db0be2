import type { Db } from '@/lib/db/client';

/**
 * Note an attempt under every key and answer how many each key now has since `since`. Written before the
 * password is looked at: attempts that run at the same time all count.
 */
export async function noteAttempts(db: Db, keys: string[], since: Date): Promise<Map<string, number>> {
  await db.signInAttempt.createMany({ data: keys.map((key) => ({ key })) });
  const rows = await db.signInAttempt.groupBy({
    by: ['key'],
    where: { key: { in: keys }, at: { gte: since } },
    _count: { _all: true },
  });
  return new Map(rows.map((row) => [row.key, row._count._all]));
}

/** Forget the attempts of these keys, after one of them was right. */
export async function forgetAttempts(db: Db, keys: string[]): Promise<void> {
  await db.signInAttempt.deleteMany({ where: { key: { in: keys } } });
}

/** Forget attempts that no limit looks at any more. */
export async function forgetAttemptsBefore(db: Db, moment: Date): Promise<void> {
  await db.signInAttempt.deleteMany({ where: { at: { lt: moment } } });
}
