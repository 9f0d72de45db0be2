import { Client } from 'pg';
import { ensureDatabase } from '@/lib/db/embedded/database';
import { stopOrphan } from '@/lib/db/embedded/postmaster';
import { startEmbedded, type EmbeddedServer } from '@/lib/db/embedded/server';
import { env } from '@/lib/env';
import { DATABASE, type Home } from '@/lib/launch/home';
import { giveUp, say } from '@/lib/launch/install.mjs';
import { commandsUsing } from '@/lib/launch/users';

/** The database of a running server: embedded and kept running, or somebody else's. */
export interface ServedDatabase {
  url: string;
  /** process of the embedded server, null for one of one's own */
  pid(): number | null;
  stop(): Promise<void>;
}

const OLDEST = 150_000;

/** Wait for the database that DATABASE_URL names, for as long as a server takes to come up. */
async function ownDatabase(url: string): Promise<ServedDatabase> {
  const shown = new URL(url);
  shown.password = shown.password ? '…' : '';
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      const { rows } = await client.query<{ version: string }>(
        "SELECT current_setting('server_version_num') AS version",
      );
      if (Number(rows[0]?.version) < OLDEST) giveUp('DATABASE_URL names a PostgreSQL older than 15.');
      return { url, pid: () => null, stop: async () => undefined };
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      // 57P03: starting up or recovering. Without a code of PostgreSQL: nobody answered (yet).
      const mayCome = code === undefined || code === '57P03' || /^E[A-Z]+$/.test(code);
      if (!mayCome || attempt >= 60) giveUp(`The database ${shown.toString()} cannot be used: ${message}`);
      if (attempt === 0) say(`Waiting for the database ${shown.toString()} …`);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Start the embedded PostgreSQL, and start it again on the same port whenever it ends by itself. */
async function embeddedDatabase(home: Home): Promise<ServedDatabase> {
  const users = commandsUsing(home);
  if (users.length > 0) {
    giveUp(`A command is using this database (process ${users.join(', ')}). Start again when it has ended.`);
  }
  await stopOrphan(`${home.postgres}/data`);
  const onSlow = () => say('PostgreSQL is recovering what a sudden end left behind …');
  let server: EmbeddedServer = await startEmbedded({ folder: home.postgres, onSlow });
  const { port } = server;
  const url = server.url(DATABASE);
  await ensureDatabase(server.url('postgres'), DATABASE);
  let stopping = false;
  const watch = async () => {
    for (;;) {
      await server.exited;
      if (stopping) return;
      say('PostgreSQL ended; starting it again.');
      for (let delay = 200; !stopping; delay = Math.min(delay * 2, 10_000)) {
        try {
          server = await startEmbedded({ folder: home.postgres, onSlow, port });
          break;
        } catch (error) {
          say(error instanceof Error ? error.message : String(error));
          await new Promise((resolve) => setTimeout(resolve, delay));
        }
      }
      if (stopping) await server.stop();
    }
  };
  void watch();
  return {
    url,
    pid: () => server.pid,
    stop: async () => {
      stopping = true;
      await server.stop();
    },
  };
}

/** The database this server will use, answering. Ends with a sentence when there can be none. */
export function openDatabase(home: Home): Promise<ServedDatabase> {
  const { DATABASE_URL } = env();
  return DATABASE_URL ? ownDatabase(DATABASE_URL) : embeddedDatabase(home);
}
