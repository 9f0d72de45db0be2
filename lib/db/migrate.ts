import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { MigrationList, SchemaFilter } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PROJECT_ROOT } from '@/lib/env';
import { withSchemaEngine } from '@/lib/db/schema-engine';

const SCHEMA = path.join(PROJECT_ROOT, 'prisma');
const MIGRATIONS = path.join(SCHEMA, 'migrations');
const NO_FILTER: SchemaFilter = { externalTables: [], externalEnums: [] };

/** The files of the schema: `prisma/*.prisma` together say what the database is. */
async function readSchema(): Promise<[path: string, content: string][]> {
  const names = (await readdir(SCHEMA)).filter((name) => name.endsWith('.prisma')).sort();
  const files = names.map((name) => path.join(SCHEMA, name));
  return Promise.all(
    files.map(async (file): Promise<[string, string]> => [file, await readFile(file, 'utf8')]),
  );
}

/** The migrations of the project, in the order in which they are applied. */
async function readMigrations(only?: readonly string[]): Promise<MigrationList> {
  const names = (await readdir(MIGRATIONS, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => !only || only.includes(name))
    .sort();
  const lock = path.join(MIGRATIONS, 'migration_lock.toml');
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: lock, content: await readFile(lock, 'utf8').catch(() => null) },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}

/**
 * Bring the database at `url` up to date. Applying nothing twice is the engine's own promise.
 * @param only names of the migrations to stop at; all by default
 * @returns the names of the migrations that were applied now
 */
export async function migrate(url: string, only?: readonly string[]): Promise<string[]> {
  const migrationsList = await readMigrations(only);
  const { appliedMigrationNames } = await withSchemaEngine(url, await readSchema(), (engine) =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTER }),
  );
  return appliedMigrationNames;
}

/**
 * What `prisma/*.prisma` says beyond the migrations, as SQL; '' when they agree.
 * @param url a server on which a database for the comparison may be made and dropped
 */
export async function pendingChanges(url: string): Promise<string> {
  const schema = await readSchema();
  const migrationsList = await readMigrations();
  const { stdout } = await withSchemaEngine(url, schema, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...migrationsList },
      to: { tag: 'schemaDatamodel', files: schema.map(([file, content]) => ({ path: file, content })) },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    }),
  );
  const sql = (stdout ?? '').trim();
  return sql === '-- This is an empty migration.' ? '' : sql;
}

/**
 * Write a new migration that brings the migrations up to the schema. With nothing to do it is written
 * all the same, empty, for SQL that Prisma cannot say.
 * @returns the path of the SQL file
 */
export async function createMigration(url: string, name: string, now = new Date()): Promise<string> {
  await mkdir(MIGRATIONS, { recursive: true });
  await writeFile(
    path.join(MIGRATIONS, 'migration_lock.toml'),
    '# Written by `npm run migration`; belongs in version control.\nprovider = "postgresql"\n',
  );
  const sql = await pendingChanges(url);
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(MIGRATIONS, `${stamp}_${name.replace(/[^a-z0-9]+/gi, '_').toLowerCase()}`);
  await mkdir(folder);
  const file = path.join(folder, 'migration.sql');
  await writeFile(file, sql === '' ? '-- Write the SQL here.\n' : `${sql}\n`);
  return file;
}

/** The names of the project's migrations, in their order. */
export async function knownMigrations(): Promise<string[]> {
  return (await readMigrations()).migrationDirectories.map(({ path: name }) => name);
}
