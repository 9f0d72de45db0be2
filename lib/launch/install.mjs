import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What must be there before any TypeScript can run. Plain Node: this file works on a fresh clone.
 * Nothing but npm packages is downloaded.
 */

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

const at = (/** @type {string[]} */ ...parts) => path.join(ROOT, ...parts);
const MODULES = at('node_modules');
const INSTALLED = path.join(MODULES, '.formulary-installed');
const INSTALLING = at('.installing');
const GENERATED = at('lib', 'db', 'generated');

/** The environment that keeps packages from downloading what npm does not bring. */
export const OFFLINE = {
  ONNXRUNTIME_NODE_INSTALL: 'skip',
  // Prisma's command line wants to fetch an engine that `generate` never runs: any program will do.
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  NEXT_TELEMETRY_DISABLED: '1',
};

/** Say one line to the person at the terminal. */
export function say(/** @type {string} */ line) {
  process.stderr.write(`${line}\n`);
}

/** End with a sentence instead of a stack. */
export function giveUp(/** @type {string} */ sentence, code = 1) {
  say(`\n${sentence}`);
  process.exit(code);
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  giveUp(`Formulary needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

/** Read .env of the project; what the environment says already wins. */
export function loadDotEnv() {
  const file = at('.env');
  if (!existsSync(file)) return;
  try {
    process.loadEnvFile(file);
  } catch (error) {
    giveUp(`The file .env cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Programs started here that must not outlive us. */
const running = new Set();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  const end = () => {
    for (const child of running) child.kill('SIGTERM');
    // Later somebody else may take care of signals; until then they end us, as they do by default.
    if (running.size > 0 || process.listenerCount(signal) === 1) process.exit(130);
  };
  process.on(signal, end);
}

/**
 * Run a program to its end.
 * @param {string[]} args arguments of Node
 * @param {{ quiet?: boolean, env?: Record<string, string | undefined> }} [options] quiet: show output only when it fails
 * @returns {Promise<number>} its exit status
 */
export function runNode(args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...OFFLINE, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 2, quiet ? 'pipe' : 2],
    });
    running.add(child);
    /** @type {Buffer[]} */
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

const sha256 = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');
const read = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** What an installation depends on: the lock file, and the platform its native parts are for. */
const installStamp = () => sha256([read(at('package-lock.json')), process.platform, process.arch].join('\n'));

/** Whether npm itself finished an install of this very lock file (it writes its own copy last). */
function npmFinished() {
  const [wanted, got] = [at('package-lock.json'), path.join(MODULES, '.package-lock.json')].map(read);
  if (!wanted || !got) return false;
  const packages = JSON.parse(got).packages;
  return Object.entries(JSON.parse(wanted).packages).every(
    ([name, one]) =>
      name === '' || one.optional || one.devOptional || packages[name]?.version === one.version,
  );
}

function alive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** npm's own program: the one that started us, or the one that came with this Node. */
function npmProgram() {
  const bin = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((file) => file.endsWith('npm-cli.js') && existsSync(file));
}

/**
 * Install the packages unless they are there. An install that was cut off is seen by the mark it left,
 * or by npm's own missing list, and is done again from nothing.
 */
export async function install() {
  const stamp = installStamp();
  const unfinished = read(INSTALLING);
  if (unfinished && Number(unfinished) !== process.pid && alive(Number(unfinished))) {
    giveUp(
      `Packages are being installed by another process (${unfinished.trim()}). Try again when it has ended.`,
    );
  }
  const usable = existsSync(MODULES) && !unfinished;
  if (usable && read(INSTALLED) === stamp) return;
  if (usable && npmFinished()) {
    writeFileSync(INSTALLED, stamp);
    return;
  }
  const npm = npmProgram();
  if (!npm) giveUp('npm was not found beside Node. Run `npm install`, then start again.');
  const again = existsSync(MODULES) ? ' again, because the last time was not finished or is out of date' : '';
  say(`Installing packages${again} …`);
  writeFileSync(INSTALLING, String(process.pid));
  const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  let code = await runNode([npm ?? '', 'ci', ...options], { quiet: true });
  if (code !== 0) {
    // Another npm may find fault with the lock file where this one does not: without it being changed,
    // an ordinary install gets the same versions.
    say('A clean install failed; trying an ordinary one …');
    code = await runNode([npm ?? '', 'install', '--no-save', ...options], { quiet: true });
  }
  if (code !== 0) {
    giveUp('Packages could not be installed (above is what npm said). Is the npm registry reachable?');
  }
  mkdirSync(MODULES, { recursive: true });
  writeFileSync(INSTALLED, stamp);
  rmSync(INSTALLING, { force: true });
}

/** Generate the database client unless it is there for this very schema. */
export async function generate() {
  const version = read(path.join(MODULES, 'prisma', 'package.json'));
  const schema = readdirSync(at('prisma')).filter((name) => name.endsWith('.prisma'));
  const stamp = sha256(
    schema
      .sort()
      .map((name) => read(at('prisma', name)))
      .join('\n') + version,
  );
  const file = path.join(GENERATED, '.stamp');
  if (read(file) === stamp) return;
  const program = path.join(MODULES, 'prisma', 'build', 'index.js');
  const code = await runNode([program, 'generate', '--schema', at('prisma')], { quiet: true });
  if (code !== 0) giveUp('The database client could not be generated (above is why).');
  writeFileSync(file, stamp);
}

/** From now on this process can import TypeScript, with the project's own paths. */
export async function loadTypeScript() {
  process.chdir(ROOT);
  const { register } = await import('tsx/esm/api');
  register();
}
