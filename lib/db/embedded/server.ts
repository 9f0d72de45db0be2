import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { Client } from 'pg';
import { give, serverAccount, spawnAs, type Account } from '@/lib/db/embedded/account';
import { binaries } from '@/lib/db/embedded/binaries';
import { AppError } from '@/lib/errors';
import { clearStaleLock } from '@/lib/db/embedded/postmaster';

/** Where an embedded PostgreSQL keeps its things: `<folder>/data`, `<folder>/password`, `<folder>/log`. */
export interface EmbeddedOptions {
  folder: string;
  /** further `name=value` settings, e.g. `fsync=off` for tests */
  settings?: string[];
  /** the port to listen on; a free one by default */
  port?: number;
  /** called once when the server is not ready within a few seconds, e.g. because it recovers */
  onSlow?: () => void;
}

/** A running embedded PostgreSQL that this process started. */
export interface EmbeddedServer {
  pid: number;
  port: number;
  /** postgresql:// address of one of its databases */
  url(database: string): string;
  /** resolves when the server has ended, for whatever reason */
  exited: Promise<void>;
  /** fast shutdown: open transactions are rolled back, everything committed is on disk */
  stop(): Promise<void>;
}

const SUPERUSER = 'formulary';
const dataOf = (folder: string) => path.join(folder, 'data');

/** Address of a database of the PostgreSQL in `folder` that listens on `port`. */
export async function embeddedUrl(folder: string, port: number, database: string): Promise<string> {
  const password = (await readFile(path.join(folder, 'password'), 'utf8')).trim();
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/** A port of the loopback interface that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Make the data folder. It gets its name when it is whole, so that a half-made one is never used. */
async function initialise(folder: string, account: Account | null): Promise<void> {
  const data = dataOf(folder);
  if (existsSync(path.join(data, 'PG_VERSION'))) return;
  const unfinished = `${data}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const password = path.join(folder, 'password');
  if (!existsSync(password)) {
    await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  }
  await give(password, account);
  const program = path.join(await binaries(), 'initdb');
  const args = [`--pgdata=${unfinished}`, `--username=${SUPERUSER}`, `--pwfile=${password}`];
  // The built-in locale sorts alike on every machine, whatever its system libraries.
  args.push('--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions', '--locale=C');
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  const child = await spawnAs(account, program, args, [unfinished], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  if (code !== 0)
    throw new AppError('not_ready', `PostgreSQL could not make its data folder:\n${said.trim()}`);
  await rename(unfinished, data);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false; // refused, or "the database system is starting up" while it recovers
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Start the PostgreSQL of a folder, making it first where needed, and wait until it answers, however
 * long its recovery takes.
 * @throws {AppError} `not_ready` with the end of its log when it ends instead
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { folder, settings = [] } = options;
  const account = await serverAccount(dataOf(folder));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await give(folder, account);
  await initialise(folder, account);
  const data = dataOf(folder);
  await clearStaleLock(data);
  const port = options.port ?? (await freePort());
  const fixed = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];
  const flags = [...fixed, ...settings].flatMap((setting) => ['-c', setting]);
  const logPath = path.join(folder, 'log');
  const log = await open(logPath, 'a', 0o600);
  // A group of its own: Ctrl-C in a terminal reaches the whole foreground group, and the database must
  // outlive the processes that use it.
  const program = path.join(await binaries(), 'postgres');
  const child = await spawnAs(account, program, ['-D', data, '-p', String(port), ...flags], [data], {
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  await log.close();
  let running = true;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  }).then(() => void (running = false));
  const startedAt = Date.now();
  let warned = false;
  const url = await embeddedUrl(folder, port, 'postgres');
  while (!(await answers(url))) {
    if (!running) {
      const tail = (await readFile(logPath, 'utf8')).trim().split('\n').slice(-8).join('\n');
      throw new AppError('not_ready', `PostgreSQL did not start:\n${tail}`);
    }
    if (!warned && Date.now() - startedAt > 5_000) {
      warned = true;
      options.onSlow?.();
    }
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  const password = new URL(url).password;
  return {
    pid: child.pid ?? 0,
    port,
    url: (database) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`,
    exited,
    stop: async () => {
      if (running) child.kill('SIGINT');
      await exited;
    },
  };
}
