import { randomUUID } from 'node:crypto';
import { expect, inject } from 'vitest';
import { openDb, type PrismaClient } from '@/lib/db/client';
import { dropDatabase, ensureDatabase, onDatabase } from '@/lib/db/embedded/database';

/** A migrated database that one test file has to itself. */
export interface TestDatabase {
  db: PrismaClient;
  url: string;
  drop(): Promise<void>;
}

/**
 * Copy the migrated template. Use it so:
 *
 *     let database: TestDatabase;
 *     beforeAll(async () => { database = await createTestDatabase(); });
 *     afterAll(() => database.drop());
 *
 * `getDb()` of this process answers the same client, so that use cases find it without being told.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await ensureDatabase(server, name, inject('postgresTemplate'));
  const url = onDatabase(server, name);
  const db = openDb(url, 5);
  (globalThis as { formularyDb?: PrismaClient }).formularyDb = db;
  return {
    db,
    url,
    drop: async () => {
      (globalThis as { formularyDb?: PrismaClient }).formularyDb = undefined;
      await db.$disconnect();
      await dropDatabase(server, name);
    },
  };
}

/** Resolves when so many of this database's connections wait for a lock. */
export async function untilWaiting(db: PrismaClient, count: number): Promise<void> {
  const waiting = async () => {
    const [row] = await db.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return Number(row?.waiting);
  };
  await expect.poll(waiting, { timeout: 20_000 }).toBe(count);
}
