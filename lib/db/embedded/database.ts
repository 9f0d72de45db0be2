import { Client } from 'pg';

/** Run one statement that needs a connection of its own, such as CREATE DATABASE. */
async function statement(serverUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The same server's address, for another database. */
export function onDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

const DUPLICATE_DATABASE = '42P04';

/**
 * Make a database unless it is there.
 * @param template an existing database, without connections, to copy
 */
export async function ensureDatabase(serverUrl: string, name: string, template?: string): Promise<void> {
  const copy = template ? ` TEMPLATE "${template}"` : '';
  try {
    await statement(serverUrl, `CREATE DATABASE "${name}"${copy}`);
  } catch (error) {
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
  }
}

/** Drop a database, ending whatever is connected to it. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await statement(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}
