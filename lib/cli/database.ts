import { closeDb } from '@/lib/db/client';
import { ensureDatabase } from '@/lib/db/embedded/database';
import { runningPostmaster, stopOrphan } from '@/lib/db/embedded/postmaster';
import { embeddedUrl, startEmbedded } from '@/lib/db/embedded/server';
import { migrate } from '@/lib/db/migrate';
import { env, setEnv } from '@/lib/env';
import { closeSender } from '@/lib/jobs';
import { DATABASE, openHome, type Home } from '@/lib/launch/home';
import { runningServer } from '@/lib/launch/running.mjs';
import { commandsUsing, registerCommand } from '@/lib/launch/users';

const dataOf = (home: Home) => `${home.postgres}/data`;

/** Seconds that a server's database may be away, because it is starting or being started again. */
const PATIENCE = 60;

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 250));
}

/** The address of the embedded database, started now unless it runs. */
async function reach(home: Home): Promise<string> {
  for (let waited = 0; waited < PATIENCE * 4; waited += 1) {
    const running = await runningPostmaster(dataOf(home));
    if (running?.port) return embeddedUrl(home.postgres, running.port, DATABASE);
    if (!runningServer(home.root) && !running) break;
    await pause(); // its server is about to start it, or it is about to be ready
  }
  const server = await startEmbedded({ folder: home.postgres });
  await ensureDatabase(server.url('postgres'), DATABASE);
  return server.url(DATABASE);
}

/**
 * Run a command's work with `getDb()` on the installation's database: that of DATABASE_URL, else the
 * embedded one, which is started when no server is up and stopped again by the last command that uses it.
 * @param options.migrates bring it up to date first (not when a server runs: that one has done it)
 */
export async function withDatabase<T>(work: () => Promise<T>, { migrates = true } = {}): Promise<T> {
  const { DATABASE_URL } = env();
  const home = openHome();
  if (DATABASE_URL) {
    if (migrates) await migrate(DATABASE_URL);
    return finish(work);
  }
  const leave = registerCommand(home);
  try {
    const url = await reach(home);
    if (migrates && !runningServer(home.root)) await migrate(url);
    setEnv({ DATABASE_URL: url });
    return await finish(work);
  } finally {
    leave();
    if (!runningServer(home.root) && commandsUsing(home).length === 0) await stopOrphan(dataOf(home));
  }
}

async function finish<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await closeSender();
    await closeDb();
  }
}
