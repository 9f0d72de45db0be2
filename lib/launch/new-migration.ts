import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '@/lib/db/embedded/server';
import { createMigration } from '@/lib/db/migrate';

/**
 * `npm run migration -- <name>`: write a migration that brings prisma/migrations up to
 * prisma/*.prisma, by comparing the two on a PostgreSQL that lives only as long as this command.
 */
const name = process.argv[2];
if (!name) {
  console.error('Usage: npm run migration -- <what it does>');
  process.exit(2);
}
const folder = await mkdtemp(path.join(tmpdir(), 'formulary-migration-'));
const server = await startEmbedded({ folder, settings: ['fsync=off'] });
try {
  console.log(await createMigration(server.url('postgres'), name));
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
