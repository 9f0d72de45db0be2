import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { dropDatabase, ensureDatabase, onDatabase } from '@/lib/db/embedded/database';
import { startEmbedded } from '@/lib/db/embedded/server';
import { migrate } from '@/lib/db/migrate';

declare module 'vitest' {
  interface ProvidedContext {
    /** address of the server's own database, from which test databases are made */
    postgresUrl: string;
    /** a migrated database without rows, to be copied */
    postgresTemplate: string;
  }
}

/**
 * One PostgreSQL for a whole run of integration tests: an embedded one, or the server that
 * FORMULARY_TEST_DATABASE_URL names (a PostgreSQL 15, say). Migrated once; each test file copies it.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.FORMULARY_TEST_DATABASE_URL;
  const folder = own ? null : await mkdtemp(path.join(tmpdir(), 'formulary-test-'));
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const server = folder ? await startEmbedded({ folder, settings }) : null;
  const url = own ?? server?.url('postgres') ?? '';
  const template = `formulary_template_${process.pid}`;
  await ensureDatabase(url, template);
  await migrate(onDatabase(url, template));
  project.provide('postgresUrl', url);
  project.provide('postgresTemplate', template);
  return async () => {
    await dropDatabase(url, template);
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  };
}
