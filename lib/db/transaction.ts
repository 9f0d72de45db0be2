import { getDb, Prisma, type Db } from '@/lib/db/client';

const ATTEMPTS = 4;
/** SQLSTATE of a deadlock and of a serialization failure: nothing happened, and it may be tried again. */
const RETRYABLE = /40P01|40001/;

function isRetryable(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2034' || RETRYABLE.test(JSON.stringify(error.meta ?? {}) + error.message);
}

/**
 * Run `work` in one transaction (read committed: locks are taken by the queries that need them). After
 * a deadlock it is run again, so `work` must do nothing outside the database.
 */
export async function transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await getDb().$transaction((db) => work(db), { maxWait: 20_000, timeout: 60_000 });
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

/** Whether the database refused a row because a unique index holds one like it. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
