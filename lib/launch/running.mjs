import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, giveUp } from './install.mjs';

/** The home folder that the environment names; the same rule as in lib/env.ts. */
export const homeFolder = () => path.resolve(ROOT, process.env.FORMULARY_HOME || '.formulary');

/** Where a running server says that it runs: `{ pid, address }`. */
export const lockFile = (home = homeFolder()) => path.join(home, 'run', 'start.lock');

/** The command line of a process, '' when there is none. @param {number} pid */
export function commandLine(pid) {
  try {
    if (existsSync('/proc/self/cmdline')) {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/**
 * The server that holds a home, null when none does. A lock that a killed server left behind names a
 * process that is gone, or that has become another program.
 * @returns {{ pid: number, address: string } | null}
 */
export function runningServer(home = homeFolder()) {
  try {
    const held = JSON.parse(readFileSync(lockFile(home), 'utf8'));
    return held.pid !== process.pid && commandLine(held.pid).includes('start.mjs') ? held : null;
  } catch {
    return null;
  }
}

/** End with a sentence when a server runs on this home. */
export function alreadyRunning() {
  const held = runningServer();
  if (!held) return;
  giveUp(
    `Formulary is running on this home already: ${held.address} (process ${held.pid}). ` +
      'For a second one beside it, set FORMULARY_HOME and PORT.',
  );
}
