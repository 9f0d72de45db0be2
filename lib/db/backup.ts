import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/**
 * The rows of the database as PostgreSQL's own COPY text, one file a table, ordered by primary key: the
 * same rows give the same bytes, on every server version.
 */
export interface TableCopy {
  table: string;
  columns: string[];
  rows: number;
  sha256: string;
}

/** Failed sign-ins are not worth keeping; the migrations' own list is made by migrating. */
const LEFT_OUT = ['_prisma_migrations', 'SignInAttempt'];

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const list = (names: string[]) => names.map(quote).join(', ');

interface Table {
  name: string;
  columns: string[];
  key: string[];
}

/** The tables of the program, each behind those that it references. */
async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { references: string[] }>(
    `SELECT c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       (SELECT coalesce(array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum)), '{}')
         FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
         WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
       (SELECT coalesce(array_agg(DISTINCT r.relname::text), '{}') FROM pg_constraint k
         JOIN pg_class r ON r.oid = k.confrelid
         WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS references
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND NOT (c.relname = ANY ($1)) ORDER BY c.relname`,
    [LEFT_OUT],
  );
  const ordered: Table[] = [];
  let waiting = rows;
  while (waiting.length > 0) {
    const there = new Set(ordered.map(({ name }) => name));
    const isFree = (table: { references: string[] }) => table.references.every((name) => there.has(name));
    // Tables that reference one another are taken as they come: their constraints are checked at commit.
    const next = waiting.some(isFree) ? waiting.filter(isFree) : waiting.slice(0, 1);
    ordered.push(...next);
    waiting = waiting.filter((table) => !next.includes(table));
  }
  return ordered;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name',
  );
  return rows.map(({ name }) => name);
}

function hashing(): { stream: Transform; digest(): string } {
  const hash = createHash('sha256');
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, digest: () => hash.digest('hex') };
}

/**
 * Copy every table as it was at one moment, while others go on working.
 * @param fileOf where a table's copy goes
 * @returns the migrations the database is at, and what was copied
 */
export function dumpTables(
  url: string,
  fileOf: (table: string) => string,
): Promise<{ migrations: string[]; tables: TableCopy[] }> {
  return withClient(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // What COPY writes must not depend on how a server is set up.
    await client.query(
      "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL extra_float_digits = 1",
    );
    const migrations = await appliedMigrations(client);
    const tables: TableCopy[] = [];
    for (const { name, columns, key } of await readTables(client)) {
      const order = key.length > 0 ? ` ORDER BY ${list(key)}` : '';
      const source = client.query(
        copyTo(`COPY (SELECT ${list(columns)} FROM ${quote(name)}${order}) TO STDOUT`),
      );
      const { stream, digest } = hashing();
      await pipeline(source, stream, createWriteStream(fileOf(name), { mode: 0o600 }));
      tables.push({ table: name, columns, rows: source.rowCount, sha256: digest() });
    }
    await client.query('COMMIT');
    return { migrations, tables };
  });
}

/** SHA-256 of a file, read as a stream. */
export async function fileSha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Whether any table has a row. */
export function hasRows(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    for (const { name } of await readTables(client)) {
      const { rowCount } = await client.query(`SELECT 1 FROM ${quote(name)} LIMIT 1`);
      if (rowCount) return true;
    }
    return false;
  });
}

/** Let every sequence go on behind the largest number that its column now has. */
async function advanceSequences(client: Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `SELECT s.oid::regclass::text AS sequence, t.relname AS table, a.attname AS column
     FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
       JOIN pg_class t ON t.oid = d.refobjid
       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
     WHERE s.relkind = 'S' AND t.relnamespace = 'public'::regnamespace`,
  );
  for (const { sequence, table, column } of rows) {
    const next = `(SELECT coalesce(max(${quote(column)}), 0) + 1 FROM ${quote(table)})`;
    await client.query(`SELECT setval($1::regclass, ${next}, false)`, [sequence]);
  }
}

/**
 * Put copied tables into a database that is at the same migrations and empty: all of them, or none.
 * Triggers rest meanwhile: what they would count is in the copies already.
 */
export function loadTables(
  url: string,
  tables: TableCopy[],
  fileOf: (table: string) => string,
): Promise<void> {
  return withClient(url, async (client) => {
    const copies = new Map(tables.map((copy) => [copy.table, copy]));
    await client.query('BEGIN');
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    const present = await readTables(client);
    for (const { name } of present) await client.query(`ALTER TABLE ${quote(name)} DISABLE TRIGGER USER`);
    for (const { name } of present) {
      const copy = copies.get(name);
      if (!copy) continue;
      const target = client.query(copyFrom(`COPY ${quote(name)} (${list(copy.columns)}) FROM STDIN`));
      await pipeline(createReadStream(fileOf(name)), target);
    }
    await advanceSequences(client);
    // Deferred checks must be done before a table's triggers can be changed again.
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    for (const { name } of present) await client.query(`ALTER TABLE ${quote(name)} ENABLE TRIGGER USER`);
    await client.query('COMMIT');
  });
}
