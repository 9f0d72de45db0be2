import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A file that is not up yet. */
export type PendingFile = { batchId: string; path: string; content: Blob };

/** Where files wait until the server has them. */
export interface PendingFiles {
  /** Whether they survive a reload. */
  readonly durable: boolean;
  put(file: PendingFile): Promise<void>;
  remove(batchId: string, path: string): Promise<void>;
  content(batchId: string, path: string): Promise<Blob | null>;
  list(): Promise<{ batchId: string; path: string }[]>;
}

interface Schema extends DBSchema {
  files: { key: [string, string]; value: PendingFile };
}

/** Files in IndexedDB, apart for each person and project; a reload or a closed tab loses none. */
export async function durablePendingFiles(owner: string): Promise<PendingFiles> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(`formulary-import:${owner}`, 1, {
    upgrade(created) {
      created.createObjectStore('files', { keyPath: ['batchId', 'path'] });
    },
  });
  return {
    durable: true,
    put: async (file) => {
      await db.put('files', file);
    },
    remove: (batchId, path) => db.delete('files', [batchId, path]),
    content: async (batchId, path) => (await db.get('files', [batchId, path]))?.content ?? null,
    list: async () => (await db.getAllKeys('files')).map(([batchId, path]) => ({ batchId, path })),
  };
}

/** Files in memory, for browsers that refuse to keep anything. */
export function volatilePendingFiles(): PendingFiles {
  const files = new Map<string, PendingFile>();
  const key = (batchId: string, path: string) => JSON.stringify([batchId, path]);
  return {
    durable: false,
    put: async (file) => void files.set(key(file.batchId, file.path), file),
    remove: async (batchId, path) => void files.delete(key(batchId, path)),
    content: async (batchId, path) => files.get(key(batchId, path))?.content ?? null,
    list: async () => [...files.values()].map(({ batchId, path }) => ({ batchId, path })),
  };
}
