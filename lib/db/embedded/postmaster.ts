import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a running PostgreSQL says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
}

async function readPidFile(dataDirectory: string): Promise<Postmaster | null> {
  try {
    const lines = (await readFile(path.join(dataDirectory, 'postmaster.pid'), 'utf8')).split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return Number.isInteger(pid) && pid > 0 ? { pid, port } : null;
  } catch {
    return null;
  }
}

/** The command line of a process, '' when there is none. */
async function commandOf(pid: number): Promise<string> {
  try {
    return (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout;
  } catch {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return line.replaceAll('\0', ' ');
  }
}

/**
 * The PostgreSQL that runs on this data folder, if one does. A lock file whose process is gone, or has
 * become somebody else's (numbers are reused after a restart of the machine), does not count.
 */
export async function runningPostmaster(dataDirectory: string): Promise<Postmaster | null> {
  const said = await readPidFile(dataDirectory);
  if (!said) return null;
  const command = await commandOf(said.pid);
  return command.includes('postgres') && command.includes(dataDirectory) ? said : null;
}

/**
 * Remove a lock file whose process number has become another program's: PostgreSQL would refuse to
 * start. One whose process is gone is left to PostgreSQL, which also looks for backends that outlived it.
 */
export async function clearStaleLock(dataDirectory: string): Promise<void> {
  const said = await readPidFile(dataDirectory);
  if (!said || (await commandOf(said.pid)) === '' || (await runningPostmaster(dataDirectory))) return;
  await rm(path.join(dataDirectory, 'postmaster.pid'), { force: true });
}

/** Ask a PostgreSQL that nobody owns any more to end (fast shutdown), and wait until it has. */
export async function stopOrphan(dataDirectory: string): Promise<void> {
  const running = await runningPostmaster(dataDirectory);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  for (let waited = 0; waited < 300 && (await runningPostmaster(dataDirectory)); waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
