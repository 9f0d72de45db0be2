import path from 'node:path';
import { env } from '@/lib/env';
import type { BlobStore } from '@/lib/storage/blob-store';
import { FolderStore } from '@/lib/storage/folder-store';

export type { BlobStore } from '@/lib/storage/blob-store';
export { FolderStore, sha256 } from '@/lib/storage/folder-store';

let store: BlobStore | undefined;

/** The blob storage of this process: `<FORMULARY_HOME>/blobs`. */
export function blobs(): BlobStore {
  store ??= new FolderStore(path.join(env().FORMULARY_HOME, 'blobs'));
  return store;
}
