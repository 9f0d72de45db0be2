import type { Db } from '@/lib/db/client';

/**
 * Note an attempt under every key and answer how many each key now has since `since`, and the ids of those
 * just noted. Written before the password is looked at: attempts that run at the same time all count.
 */
export async function noteAttempts(
  db: Db,
  keys: string[],
  since: Date,
): Promise<{ counts: Map<string, number>; noted: bigint[] }> {
  const noted = await db.signInAttempt.createManyAndReturn({
    data: keys.map((key) => ({ key })),
    select: { id: true },
  });
  const rows = await db.signInAttempt.groupBy({
    by: ['key'],
    where: { key: { in: keys }, at: { gte: since } },
    _count: { _all: true },
  });
  return {
    counts: new Map(rows.map((row) => [row.key, row._count._all])),
    noted: noted.map(({ id }) => id),
  };
}

/** Forget all attempts under `key`, and those of these ids, after one of them was right. */
export async function forgetAttempts(db: Db, key: string, noted: bigint[]): Promise<void> {
  await db.signInAttempt.deleteMany({ where: { OR: [{ key }, { id: { in: noted } }] } });
}

/** Forget attempts that no limit looks at any more. */
export async function forgetAttemptsBefore(db: Db, moment: Date): Promise<void> {
  await db.signInAttempt.deleteMany({ where: { at: { lt: moment } } });
}
