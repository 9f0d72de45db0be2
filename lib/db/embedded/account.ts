import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * PostgreSQL refuses to run as root. Under root it runs as `postgres` where that account exists, else as
 * `nobody`; no account is created. For anybody else it runs as that person.
 */
export interface Account {
  uid: number;
  gid: number;
}

const run = promisify(execFile);

async function lookUp(name: string): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/**
 * The account PostgreSQL must be run under, or null when it is the one of this process. Data that is
 * there already stays with the account that it belongs to.
 * @param data its data folder, which need not exist yet
 */
export async function serverAccount(data: string): Promise<Account | null> {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  const owner = await stat(data).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (!account) {
    throw new Error(
      'PostgreSQL cannot run as root, and there is neither an account "postgres" nor "nobody" to run it under. ' +
        'Start as another user, or set DATABASE_URL.',
    );
  }
  return account;
}

/** Give a folder to the account. */
export async function give(folder: string, account: Account | null): Promise<void> {
  if (account) await chown(folder, account.uid, account.gid);
}

/** Whether the account may pass through every folder above `target`. */
async function canReach(target: string, { uid, gid }: Account): Promise<boolean> {
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    const entry = await stat(folder);
    const bit = entry.uid === uid ? 0o100 : entry.gid === gid ? 0o010 : 0o001;
    if ((entry.mode & bit) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/**
 * Start one of PostgreSQL's programs under the account.
 * @param paths what it must be able to reach: its own file, its data folder
 */
export async function spawnAs(
  account: Account | null,
  program: string,
  args: string[],
  paths: string[],
  options: SpawnOptions,
): Promise<ChildProcess> {
  if (!account) return spawn(program, args, options);
  const reachable = await Promise.all([program, ...paths].map((target) => canReach(target, account)));
  if (reachable.every(Boolean)) return spawn(program, args, { ...options, ...account });
  // A checkout under /root is closed to every other account. Its program keeps the one capability
  // that opens it (ambient: inherited by what it starts) and nothing else of root. The secure bit lets
  // access(2), with which PostgreSQL looks for its own files, count that capability too.
  const capabilities = '+dac_override,+dac_read_search';
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const kept = [`--inh-caps=${capabilities}`, `--ambient-caps=${capabilities}`];
  const bits = '--securebits=+no_setuid_fixup';
  return spawn('setpriv', [bits, ...identity, ...kept, '--', program, ...args], options);
}
