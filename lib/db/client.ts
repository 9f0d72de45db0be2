import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { PrismaClient, type Prisma } from '@/lib/db/generated/client';

/** What query functions take: the client, or the transaction they run in. */
export type Db = PrismaClient | Prisma.TransactionClient;
export type { PrismaClient } from '@/lib/db/generated/client';
export { Prisma } from '@/lib/db/generated/client';

/**
 * Open a client with a pool of its own. The caller ends it with `$disconnect()`.
 * @param url postgresql:// address of the database
 * @param poolSize most connections held at once
 */
export function openDb(url: string, poolSize = 10): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000 }),
  });
}

// One pool per process: Next evaluates modules once per bundle, and again on every hot reload.
const holder = globalThis as typeof globalThis & { formularyDb?: PrismaClient };

/**
 * The client of this process, opened at first use on `DATABASE_URL`.
 * @throws {AppError} `not_ready` when no database is named.
 */
export function getDb(): PrismaClient {
  if (!holder.formularyDb) {
    const { DATABASE_URL, DATABASE_POOL_SIZE } = env();
    if (!DATABASE_URL) {
      throw new AppError('not_ready', 'No database: start the server with npm start, or set DATABASE_URL.');
    }
    holder.formularyDb = openDb(DATABASE_URL, DATABASE_POOL_SIZE);
  }
  return holder.formularyDb;
}

/** End the pool of this process, if there is one. */
export async function closeDb(): Promise<void> {
  const db = holder.formularyDb;
  holder.formularyDb = undefined;
  await db?.$disconnect();
}
