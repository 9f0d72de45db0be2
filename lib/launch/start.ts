import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createFirstAdministrator, givePassword } from '@/lib/auth/first-administrator';
import { closeDb, getDb } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { env, setEnv } from '@/lib/env';
import { build, NEXT } from '@/lib/launch/build';
import { SupervisedChild } from '@/lib/launch/child';
import { openDatabase } from '@/lib/launch/database';
import { waitUntilHealthy } from '@/lib/launch/health';
import { closeSender } from '@/lib/jobs';
import { openHome, logFile, type Home } from '@/lib/launch/home';
import { ROOT, say } from '@/lib/launch/install.mjs';
import { alreadyRunning, commandLine, lockFile } from '@/lib/launch/running.mjs';
import { loadSample } from '@/lib/launch/sample';

/** What must be stopped, last started first. */
const started: (() => Promise<void> | void)[] = [];

let stopping: Promise<void> | undefined;

/** Stop everything that was started. Asked twice, end at once. */
function stopAll(status: number): void {
  if (stopping) process.exit(130);
  say('Stopping …');
  stopping = (async () => {
    for (const stop of started.reverse()) await stop();
    process.exit(status);
  })();
}

function stopOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopAll(0));
  // npm passes signals on; killed outright, it cannot, and nobody would be left to end us.
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && !stopping && stopAll(0), 2_000).unref();
}

/** End web and worker of a server that was killed; its database is taken care of where it is opened. */
function endLeftovers(file: string): void {
  try {
    for (const pid of Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>)) {
      if (/leash\.mjs|next-server/.test(commandLine(pid))) process.kill(pid, 'SIGKILL');
    }
  } catch {
    return; // nothing was left behind
  }
}

/** Take the home for this process. Of two that start at the same moment, one is told that the other runs. */
function takeLock(file: string, address: string): void {
  alreadyRunning();
  rmSync(file, { force: true }); // what a killed server left behind
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, address }), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    alreadyRunning();
  }
}

/** The two processes that do the work, both without state of their own. */
function workers(home: Home, databaseUrl: string): SupervisedChild[] {
  const { PORT, HOST } = env();
  const shared = {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    FORMULARY_HOME: home.root,
  };
  const leash = ['--import', './lib/launch/leash.mjs'];
  return [
    new SupervisedChild({
      name: 'worker',
      args: [...leash, '--import', 'tsx', path.join(ROOT, 'lib', 'jobs', 'worker.ts')],
      env: shared,
      logFile: logFile(home, 'worker'),
    }),
    new SupervisedChild({
      name: 'web',
      args: [...leash, NEXT, 'start', '-p', String(PORT), '-H', HOST],
      env: shared,
      logFile: logFile(home, 'web'),
    }),
  ];
}

function printAddress(address: string, administrator: { email: string; password: string } | null): void {
  say(`\n  Formulary is at  ${address}`);
  if (administrator) {
    say(`  Sign in as       ${administrator.email}`);
    say(`  with password    ${administrator.password}`);
    say('\n  This password is shown once and stored nowhere. Change it under "Account".');
    say('  Lost it?  npm run cli -- user reset admin@formulary.local');
  } else {
    say('  Locked out?  npm run cli -- user list, then user reset <address>');
  }
  say('\n  Ctrl-C stops it.\n');
}

/** `npm start`, from the first line of TypeScript on. Ends when it is told to. */
export async function start(): Promise<void> {
  try {
    await run();
  } catch (error) {
    // What started stays consistent without us; what is wrong is said, and the log has the rest.
    say(`\n${error instanceof Error ? error.message : String(error)}`);
    for (const stop of started.reverse()) await stop();
    process.exit(1);
  }
}

async function run(): Promise<void> {
  const { HOST, PORT, FORMULARY_PUBLIC_URL, FORMULARY_SKIP_SAMPLE } = env();
  const address = FORMULARY_PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
  stopOnSignals();
  const home = openHome();
  const lock = lockFile(home.root);
  takeLock(lock, address);
  started.push(() => rmSync(lock, { force: true }));
  const children = path.join(home.run, 'children.json');
  endLeftovers(children);

  const database = await openDatabase(home);
  started.push(() => database.stop());
  const applied = await migrate(database.url);
  if (applied.length > 0) say(`The database is up to date (${applied.length} migrations applied).`);
  setEnv({ DATABASE_URL: database.url });

  await createFirstAdministrator(getDb());
  if (!FORMULARY_SKIP_SAMPLE) await loadSample();
  await closeSender();

  await build();
  const processes = workers(home, database.url);
  for (const one of processes) {
    started.push(() => one.stop());
    one.start();
  }
  const note = () => {
    const pids = processes.flatMap(({ name, pid }) => (pid ? [[name, pid]] : []));
    writeFileSync(children, JSON.stringify(Object.fromEntries(pids)));
  };
  note();
  const noting = setInterval(note, 2_000).unref();
  started.push(() => {
    clearInterval(noting);
    rmSync(children, { force: true });
  });
  const missing = await waitUntilHealthy(HOST, PORT);
  if (missing) say(`\nNot everything is up yet: ${missing}. The logs are in ${home.logs}.`);
  const administrator = await givePassword(getDb());
  await closeDb();
  printAddress(address, administrator);
}
