import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setEnv } from '@/lib/env';
import { closeSender } from '@/lib/jobs';
import { createTestDatabase, type TestDatabase } from './database';

export interface Installation extends TestDatabase {
  home: string;
}

/** A database and a home folder (blobs, secrets) that one test file has to itself, as the environment names them. */
export async function createInstallation(): Promise<Installation> {
  const database = await createTestDatabase();
  const home = await mkdtemp(path.join(tmpdir(), 'formulary-home-'));
  setEnv({ FORMULARY_HOME: home, DATABASE_URL: database.url });
  return {
    ...database,
    home,
    drop: async () => {
      await closeSender();
      await database.drop();
      await rm(home, { recursive: true });
    },
  };
}
