import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { dumpTables, fileSha256, hasRows, loadTables } from '@/lib/db/backup';
import { knownMigrations, migrate } from '@/lib/db/migrate';
import { AppError } from '@/lib/errors';
import type { BlobStore } from '@/lib/storage';

const MANIFEST = 'manifest.json';

/** `manifest.json` of a backup. It is written last: a folder without it is not a backup. */
const ManifestSchema = z.object({
  format: z.literal('formulary-backup/1'),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      table: z.string().regex(/^\w+$/),
      columns: z.array(z.string()),
      rows: z.number().int(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  /** a blob's name is the SHA-256 of its bytes */
  blobs: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
});
export type BackupManifest = z.infer<typeof ManifestSchema>;

const tableFile = (folder: string) => (table: string) => path.join(folder, 'tables', `${table}.copy`);
const blobFile = (folder: string, hash: string) => path.join(folder, 'blobs', hash.slice(0, 2), hash);

/**
 * Write the whole installation into a folder: every table as of one moment, and every blob. Blobs that an
 * unfinished backup has written already are not written again.
 * @throws {AppError} `conflict` when the folder holds something else
 */
export async function backUp(url: string, store: BlobStore, folder: string): Promise<BackupManifest> {
  const there = existsSync(folder) ? await readdir(folder) : [];
  if (there.some((name) => name !== 'tables' && name !== 'blobs')) {
    throw new AppError('conflict', `${folder} is not empty. Name a new folder for the backup.`);
  }
  await mkdir(path.join(folder, 'tables'), { recursive: true, mode: 0o700 });
  const { migrations, tables } = await dumpTables(url, tableFile(folder));
  const blobs: string[] = [];
  // Rows first: a blob is stored before the row that names it, so none can be missing.
  for await (const hash of store.list()) {
    const file = blobFile(folder, hash);
    blobs.push(hash);
    if (existsSync(file) && (await fileSha256(file)) === hash) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(await store.stream(hash), createWriteStream(file, { mode: 0o600 }));
  }
  const createdAt = new Date().toISOString();
  const manifest: BackupManifest = { format: 'formulary-backup/1', createdAt, migrations, tables, blobs };
  const handle = await open(path.join(folder, MANIFEST), 'wx');
  await handle.writeFile(`${JSON.stringify(manifest, null, 1)}\n`);
  await handle.sync();
  await handle.close();
  return manifest;
}

/** Read a backup's manifest and check every file against it. @throws {AppError} `broken_file` */
async function readBackup(folder: string): Promise<BackupManifest> {
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch((cause: unknown) => {
    throw new AppError('not_found', `${folder} is not a finished backup: it has no ${MANIFEST}.`, undefined, {
      cause,
    });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError('broken_file', `${MANIFEST} is not JSON.`, undefined, { cause });
  }
  const parsed = ManifestSchema.safeParse(json);
  if (!parsed.success)
    throw new AppError('broken_file', `${MANIFEST} is damaged: ${z.prettifyError(parsed.error)}`);
  const manifest = parsed.data;
  const files: [file: string, sha256: string][] = [
    ...manifest.tables.map(({ table, sha256 }): [string, string] => [tableFile(folder)(table), sha256]),
    ...manifest.blobs.map((hash): [string, string] => [blobFile(folder, hash), hash]),
  ];
  for (const [file, sha256] of files) {
    const found = await fileSha256(file).catch(() => 'missing');
    if (found !== sha256)
      throw new AppError('broken_file', `${file} is missing or damaged. Nothing was restored.`);
  }
  return manifest;
}

/**
 * Put a backup into an empty installation. Everything is checked before anything is written. One that was
 * made by an older version is brought up to date; one of a newer version is refused.
 * @throws {AppError} `conflict` when there is something already, `broken_file`, `not_found`
 */
export async function restore(url: string, store: BlobStore, folder: string): Promise<BackupManifest> {
  const manifest = await readBackup(folder);
  const known = await knownMigrations();
  const unknown = manifest.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new AppError('conflict', `This backup was made by a newer version (it has ${unknown.join(', ')}).`);
  }
  await migrate(url, manifest.migrations);
  if (await hasRows(url)) {
    throw new AppError(
      'conflict',
      'There is data here already. Restore into an empty home: set FORMULARY_HOME.',
    );
  }
  for (const hash of manifest.blobs) {
    const stored = await store.put(await readFile(blobFile(folder, hash)));
    if (stored !== hash)
      throw new AppError('broken_file', `${blobFile(folder, hash)} was changed meanwhile.`);
  }
  await loadTables(url, manifest.tables, tableFile(folder));
  await migrate(url);
  return manifest;
}
