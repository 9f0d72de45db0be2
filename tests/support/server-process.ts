import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A server started as a person starts it, but for npm in between. */
export interface ServerProcess {
  process: ChildProcess;
  url: string;
  home: string;
  /** the administrator, when this start made the account */
  administrator: { email: string; password: string } | null;
  /** everything it has said so far */
  said(): string;
  /** send SIGTERM and wait until it has stopped everything */
  stop(): Promise<number | null>;
}

export interface ServerOptions {
  home: string;
  port: number;
  env?: Record<string, string>;
}

/** Start without waiting: for tests of what the start itself says. */
export function launch({ home, port, env = {} }: ServerOptions): { process: ChildProcess; said(): string } {
  // Without npm in between: its marks would make the server watch for the death of its parent.
  const inherited = { ...process.env, NODE_ENV: 'production' as const, npm_lifecycle_event: '' };
  const child = spawn(process.execPath, ['lib/launch/start.mjs'], {
    env: { ...inherited, ...env, FORMULARY_HOME: home, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A test that is broken off must not leave a server behind.
  process.once('exit', () => child.kill('SIGTERM'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { process: child, said: () => said };
}

/**
 * Start a server and wait until it says where it is.
 * @throws {Error} with what it said, when it ends instead
 */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { process: child, said } = launch(options);
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', () => said().includes('Ctrl-C stops it') && resolve());
    child.once('exit', () => reject(new Error(`The server did not start:\n${said()}`)));
  });
  const [, email] = /Sign in as +(\S+)/.exec(said()) ?? [];
  const [, password] = /with password +(\S+)/.exec(said()) ?? [];
  return {
    process: child,
    url: `http://127.0.0.1:${options.port}`,
    home: options.home,
    administrator: email && password ? { email, password } : null,
    said,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}

/** Processes of a running server, by what they are: those that are up at the moment. */
export async function pidsOf(home: string): Promise<Partial<Record<'web' | 'worker' | 'postgres', number>>> {
  const children = await readFile(path.join(home, 'run', 'children.json'), 'utf8').catch(() => '{}');
  const postmaster = await readFile(path.join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(
    () => '',
  );
  const postgres = Number(postmaster.split('\n')[0]);
  const others = JSON.parse(children || '{}') as { web?: number; worker?: number };
  return { ...others, ...(postgres > 0 ? { postgres } : {}) };
}

/** Whether a process runs; one that has ended and was not collected by its parent does not. */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}
