import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '@/tests/support/server-process';

/** The address, home and administrator of the server that all end-to-end tests share. */
export interface E2eServer {
  url: string;
  home: string;
  administrator: { email: string; password: string };
}

/** For the tests: the server of this run. */
export function e2eServer(): E2eServer {
  return JSON.parse(process.env.FORMULARY_E2E_SERVER ?? '{}') as E2eServer;
}

/**
 * Before all tests: a server with a new home and the sample project. After them: stopped, home removed.
 * FORMULARY_E2E_SHARED=0 leaves it out, for specs that start a server of their own.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env.FORMULARY_E2E_SHARED === '0') return async () => undefined;
  const home = await mkdtemp(path.join(tmpdir(), 'formulary-e2e-'));
  const port = Number(process.env.FORMULARY_E2E_PORT);
  const server = await startServer({ home, port, env: { DATABASE_URL: '', FORMULARY_BENCH: '1' } });
  if (!server.administrator) throw new Error(`The first start named no administrator:\n${server.said()}`);
  const shared: E2eServer = { url: server.url, home, administrator: server.administrator };
  process.env.FORMULARY_E2E_SERVER = JSON.stringify(shared);
  return async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
}
