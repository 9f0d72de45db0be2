import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { HttpSession } from '@/tests/support/http-session';
import { isAlive, launch, pidsOf, startServer, type ServerProcess } from '@/tests/support/server-process';

/** What a person sees who types `npm start`, again and again, in one home. */
test.describe.configure({ mode: 'serial' });

const env = { DATABASE_URL: '', FORMULARY_SKIP_SAMPLE: '1', FORMULARY_BENCH: '' };
let home: string;
let port: number;
let server: ServerProcess;
let administrator: { email: string; password: string };

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return free;
}

/** Command lines of the processes that belong to this home. */
async function processesOfHome(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-e', '-o', 'pid=,args=']);
  return stdout.split('\n').filter((line) => line.includes(home));
}

const postmasterPid = async () => (await pidsOf(home)).postgres ?? 0;
const childPids = async () => {
  const { web = 0, worker = 0 } = await pidsOf(home);
  return [web, worker];
};

async function health(): Promise<Record<string, { up: boolean }>> {
  const response = await fetch(`${server.url}/api/health`).catch(() => null);
  if (!response) return {};
  return ((await response.json()) as { parts: Record<string, { up: boolean }> }).parts;
}

test.beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'formulary-launcher-'));
  port = await freePort();
  server = await startServer({ home, port, env });
});
test.afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

test('the first start makes an administrator, whose password works and no other does', async () => {
  expect(server.administrator).not.toBeNull();
  administrator = server.administrator!;
  const session = new HttpSession(server.url);
  for (const guess of ['admin', 'password', 'formulary', '', administrator.email]) {
    expect(await session.signIn(administrator.email, guess)).toBe('CredentialsSignin');
  }
  expect(await session.signIn(administrator.email, administrator.password)).toBeNull();
  expect((await session.send('/')).status).toBe(200);
  await session.signOut();
  expect((await session.send('/')).status).toBe(307);
});

test('without FORMULARY_BENCH=1 there is no page to be measured', async () => {
  const session = new HttpSession(server.url);
  expect((await session.send('/bench/canvas?n=50')).status).toBe(404);
  await session.signIn(administrator.email, administrator.password);
  expect((await session.send('/bench/canvas?n=50')).status).toBe(404);
});

test('a second start on the same home says that the first one runs, and changes nothing', async () => {
  const second = launch({ home, port: await freePort(), env });
  const [code] = (await once(second.process, 'exit')) as [number];
  expect(code).toBe(1);
  expect(second.said()).toContain(`running on this home already: ${server.url}`);
  expect((await health()).database).toEqual({ up: true });
});

test('a port that is taken is named, with what to type instead', async () => {
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'formulary-launcher-'));
  const second = launch({ home: elsewhere, port, env });
  const [code] = (await once(second.process, 'exit')) as [number];
  expect(code).toBe(1);
  expect(second.said()).toContain(`Port ${port} on 127.0.0.1 is taken`);
  expect(second.said()).toContain(`PORT=${port + 1} npm start`);
  await rm(elsewhere, { recursive: true, force: true });
});

test('an environment that cannot be used is explained by its variable', async () => {
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'formulary-launcher-'));
  const bad = launch({
    home: elsewhere,
    port: await freePort(),
    env: { ...env, DATABASE_URL: 'mysql://x/y' },
  });
  const [code] = (await once(bad.process, 'exit')) as [number];
  expect(code).toBe(1);
  expect(bad.said()).toContain('DATABASE_URL: must look like postgresql://');
  await rm(elsewhere, { recursive: true, force: true });
});

test('web, worker and PostgreSQL come back when they are killed', async () => {
  const before = [...(await childPids()), await postmasterPid()];
  expect(before).toHaveLength(3);
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await expect
    .poll(
      async () => Object.entries(await health()).filter(([name, { up }]) => up && name !== 'models').length,
      {
        timeout: 120_000,
      },
    )
    .toBe(3);
  expect(await new HttpSession(server.url).signIn(administrator.email, administrator.password)).toBeNull();
  expect(before.filter(isAlive)).toEqual([]);
});

test('SIGTERM stops everything it started, cleanly', async () => {
  const pids = [...(await childPids()), await postmasterPid()];
  expect(await server.stop()).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(await processesOfHome()).toEqual([]);
});

test('the next start builds nothing, keeps the data and shows no password', async () => {
  server = await startServer({ home, port, env });
  expect(server.said()).not.toContain('Building');
  expect(server.administrator).toBeNull();
  expect(await new HttpSession(server.url).signIn(administrator.email, administrator.password)).toBeNull();
});

test('a start after the launcher itself was killed takes over', async () => {
  const children = await childPids();
  const orphan = await postmasterPid();
  server.process.kill('SIGKILL');
  await once(server.process, 'exit');
  // On their own, web and worker see that nobody looks after them and end.
  await expect.poll(() => children.filter(isAlive), { timeout: 60_000 }).toEqual([]);
  expect(isAlive(orphan)).toBe(true);
  server = await startServer({ home, port, env });
  expect(isAlive(orphan)).toBe(false);
  expect(await new HttpSession(server.url).signIn(administrator.email, administrator.password)).toBeNull();
});

test('a lock file whose process number has become another program is no obstacle', async () => {
  await server.stop();
  const data = path.join(home, 'postgres', 'data');
  const forged = [process.pid, data, 1, 1, '', '127.0.0.1', '', 'ready'].join('\n');
  await writeFile(path.join(data, 'postmaster.pid'), `${forged}\n`);
  await writeFile(path.join(home, 'run', 'start.lock'), JSON.stringify({ pid: process.pid, address: 'x' }));
  server = await startServer({ home, port, env });
  expect(await new HttpSession(server.url).signIn(administrator.email, administrator.password)).toBeNull();
});
