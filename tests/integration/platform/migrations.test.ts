import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate, pendingChanges } from '@/lib/db/migrate';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('migrations', () => {
  it('were applied, each once, and are recorded as the Prisma CLI records them', async () => {
    const rows = await database.db.$queryRaw<{ migration_name: string; finished: boolean }[]>`
      SELECT migration_name, finished_at IS NOT NULL AS finished FROM _prisma_migrations`;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.finished)).toBe(true);
  });

  it('apply nothing a second time', async () => {
    expect(await migrate(database.url)).toEqual([]);
  });

  it('say the same as the schema', async () => {
    expect(await pendingChanges(inject('postgresUrl'))).toBe('');
  });

  it('give every reference to what may be deleted an index, so that a deletion reads no whole table', async () => {
    // Accounts are disabled and images are kept: nothing deletes either. Variants are few.
    const bare = await database.db.$queryRaw<{ name: string }[]>`
      SELECT c.conname AS name FROM pg_constraint c
      WHERE c.contype = 'f' AND c.confrelid NOT IN ('"User"'::regclass, '"Image"'::regclass)
        AND c.conname <> 'Candidate_variantOfId_fkey'
        AND NOT EXISTS (SELECT 1 FROM pg_index i
          WHERE i.indrelid = c.conrelid AND i.indkey[0] = ANY(c.conkey) AND i.indpred IS NULL)`;
    expect(bare).toEqual([]);
  });

  it('give each test file a database of its own, with working queries', async () => {
    const other = await createTestDatabase();
    try {
      await other.db.user.create({ data: { email: 'a@example.org', name: 'A' } });
      expect(await other.db.user.count()).toBe(1);
      expect(await database.db.user.count()).toBe(0);
    } finally {
      await other.drop();
    }
  });
});
