import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EvaluationReasonSchema, reasonText } from '@/lib/domain/evaluation-reasons';
import { FailureSchema } from '@/lib/domain/failure';
import { openDb } from '@/lib/db/client';
import { dropDatabase, ensureDatabase, onDatabase } from '@/lib/db/embedded/database';
import { knownMigrations, migrate, pendingChanges } from '@/lib/db/migrate';
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

  it('keep why something failed, which was a sentence once', async () => {
    const server = inject('postgresUrl');
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await ensureDatabase(server, name);
    const url = onDatabase(server, name);
    const known = await knownMigrations();
    await migrate(
      url,
      known.slice(
        0,
        known.findIndex((one) => one.endsWith('failures_as_codes')),
      ),
    );
    const db = openDb(url, 1);
    const sentences = [
      'Cancelled by Ada A. Byron.',
      'None of the formulas could be scored.',
      'None of the formulas could be scored. The first: a:b.png: Torn: at 3.',
      'model.onnx cannot be opened.',
    ];
    try {
      const [user, project, snapshot, cell, formula] = Array.from({ length: 5 }, () => randomUUID());
      const hash = 'a'.repeat(64);
      const run = (sql: string) => db.$executeRawUnsafe(sql);
      await run(`INSERT INTO "User" ("id", "email", "name") VALUES ('${user}', 'a@example.org', 'Ada')`);
      await run(`INSERT INTO "Project" ("id", "slug", "name") VALUES ('${project}', 'p', 'P')`);
      await run(
        `INSERT INTO "Cell" ("id", "projectId", "key", "values") VALUES ('${cell}', '${project}', '', '{}')`,
      );
      await run(
        `INSERT INTO "Image" ("hash", "format", "bytes", "width", "height") VALUES ('${hash}', 'png', 1, 1, 1)`,
      );
      await run(`INSERT INTO "Formula" ("id", "projectId", "cellId", "imageHash", "name", "sourceHash", "updatedAt",
        "predictionStatus", "predictionError") VALUES ('${formula}', '${project}', '${cell}', '${hash}', 'n', '${hash}', now(),
        'failed', 'This is not an image.')`);
      await run(`INSERT INTO "Snapshot" ("id", "projectId", "name", "contentHash", "createdById")
        VALUES ('${snapshot}', '${project}', 's', '${hash}', '${user}')`);
      for (const [index, sentence] of [...sentences, null].entries()) {
        await db.$executeRaw`INSERT INTO "Evaluation" ("id", "projectId", "snapshotId", "split", "total",
          "createdById", "error", "createdAt") VALUES (${randomUUID()}::uuid, ${project}::uuid, ${snapshot}::uuid,
          'test', 1, ${user}::uuid, ${sentence}, now() + make_interval(secs => ${index}))`;
      }
      await migrate(url);
      const rows = await db.$queryRaw<
        { error: unknown }[]
      >`SELECT "error" FROM "Evaluation" ORDER BY "createdAt"`;
      const reasons = rows.map(({ error }) => EvaluationReasonSchema.nullable().parse(error));
      expect(reasons.map((reason) => reason && reasonText(reason))).toEqual([...sentences, null]);
      expect(reasons.map((reason) => reason?.code)).toEqual([
        'cancelled',
        'none_scored',
        'none_scored',
        'failed',
        undefined,
      ]);
      const [row] = await db.$queryRaw<
        { error: unknown }[]
      >`SELECT "predictionError" AS "error" FROM "Formula"`;
      expect(FailureSchema.parse(row?.error)).toEqual({
        code: 'inference_failed',
        message: 'This is not an image.',
      });
    } finally {
      await db.$disconnect();
      await dropDatabase(server, name);
    }
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
