import type { Command } from 'commander';
import { backUp, restore, type BackupManifest } from '@/lib/cli/backup';
import { withDatabase } from '@/lib/cli/database';
import { printJson, tell } from '@/lib/cli/output';
import { userPath } from '@/lib/cli/paths';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { openHome } from '@/lib/launch/home';
import { runningServer } from '@/lib/launch/running.mjs';
import { blobs } from '@/lib/storage';

function report(
  what: string,
  folder: string,
  { tables, blobs: hashes }: BackupManifest,
  json?: boolean,
): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (json) printJson({ folder, rows, blobs: hashes.length, tables });
  else tell(`${what}: ${rows} rows and ${hashes.length} blobs, ${folder}`);
}

const databaseUrl = (): string => env().DATABASE_URL ?? '';

async function backupInto(given: string, { json }: { json?: boolean }): Promise<void> {
  const folder = userPath(given);
  const manifest = await withDatabase(() => backUp(databaseUrl(), blobs(), folder));
  report('Backed up', folder, manifest, json);
}

async function restoreFrom(given: string, { json }: { json?: boolean }): Promise<void> {
  const folder = userPath(given);
  if (runningServer(openHome().root))
    throw new AppError('conflict', 'Stop the server first: it uses this home.');
  const manifest = await withDatabase(() => restore(databaseUrl(), blobs(), folder), { migrates: false });
  report('Restored', folder, manifest, json);
}

/** `backup` and `restore`: everything but the secrets, which each installation makes for itself. */
export function register(program: Command): void {
  program
    .command('backup <folder>')
    .description('write database and blobs into a new folder; others may go on working meanwhile')
    .option('--json', 'print one JSON document')
    .action(backupInto);
  program
    .command('restore <folder>')
    .description('put a backup into an empty home (set FORMULARY_HOME); people sign in anew')
    .option('--json', 'print one JSON document')
    .action(restoreFrom);
}
