import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '@/lib/errors';
import type { BlobStore } from '@/lib/storage/blob-store';

const HASH = /^[0-9a-f]{64}$/;

/** SHA-256 of bytes as 64 hexadecimal digits. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const missing = (hash: string, cause?: unknown) =>
  new AppError('not_found', 'This file is not in storage.', { hash }, { cause });

/** A folder on this machine: `<root>/ab/cd/<hash>`. */
export class FolderStore implements BlobStore {
  constructor(private readonly root: string) {}

  /** Only a hash becomes a path: nothing a caller sends can leave the folder. */
  private pathOf(hash: string): string {
    if (!HASH.test(hash)) throw missing(hash);
    return path.join(this.root, hash.slice(0, 2), hash.slice(2, 4), hash);
  }

  async put(bytes: Uint8Array): Promise<string> {
    const hash = sha256(bytes);
    const target = this.pathOf(hash);
    if ((await this.size(hash)) === bytes.byteLength) return hash;
    await mkdir(path.dirname(target), { recursive: true });
    // Written beside its place and renamed into it: a blob is there whole or not at all.
    const draft = `${target}.${randomUUID()}.part`;
    try {
      await writeDurably(draft, bytes);
      await rename(draft, target);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncFolder(path.dirname(target));
    return hash;
  }

  async read(hash: string): Promise<Uint8Array> {
    return readFile(this.pathOf(hash)).catch((cause: unknown) => {
      throw missing(hash, cause);
    });
  }

  async stream(hash: string): Promise<Readable> {
    if ((await this.size(hash)) === null) throw missing(hash);
    return createReadStream(this.pathOf(hash));
  }

  async size(hash: string): Promise<number | null> {
    const found = await stat(this.pathOf(hash)).catch(() => null);
    return found?.isFile() ? found.size : null;
  }

  async *list(): AsyncIterable<string> {
    for (const first of await names(this.root)) {
      for (const second of await names(path.join(this.root, first))) {
        for (const name of await names(path.join(this.root, first, second))) if (HASH.test(name)) yield name;
      }
    }
  }
}

const names = async (folder: string) => (await readdir(folder).catch(() => [])).sort();

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Make a rename durable; Windows neither needs nor allows it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}
