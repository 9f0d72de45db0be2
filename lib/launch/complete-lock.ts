import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '@/lib/env';

/**
 * `npm run lock`: write into package-lock.json the packages for platforms that npm left out, because its
 * registry did not have them or they were not installed. `npm ci` refuses a lock file without them, also
 * on platforms that do not need them.
 */
export interface LockedPackage {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}
export type Packages = Record<string, LockedPackage>;

const CPUS = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32', 'arm'];
const SYSTEMS = [
  'darwin',
  'win32',
  'linux',
  'android',
  'freebsd',
  'openharmony',
  'netbsd',
  'openbsd',
  'sunos',
  'aix',
];

/** The platform that a package is for, as its name says it: `…-linux-arm64-musl`. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const parts = name.split(/[-/]/);
  const cpu = CPUS.find((one) => parts.includes(one));
  const os = SYSTEMS.find((one) => parts.includes(one)) ?? (parts.includes('windows') ? 'win32' : undefined);
  const libc = name.includes('musl') ? 'musl' : 'glibc';
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(os === 'linux' ? { libc: [libc] } : {}),
  };
}

/** Whether Node would find `name` from the package at `from`: beside it, or in a folder above. */
function isThere(packages: Packages, from: string, name: string): boolean {
  const folders = from.split('/node_modules/');
  const above = folders.map((_, depth) => folders.slice(0, folders.length - depth).join('/node_modules/'));
  return [...above.map((folder) => `${folder}/`), ''].some(
    (prefix) => packages[`${prefix}node_modules/${name}`],
  );
}

/** The optional packages that a lock file mentions and does not list, with what can be said of them. */
export function missingFromLock(packages: Packages): Packages {
  const missing: Packages = {};
  for (const [from, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isThere(packages, from, name)) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...(dev ? { dev } : {}),
        optional: true,
        ...platformOf(name),
      };
    }
  }
  return missing;
}

/** Complete the project's lock file. Answers what was added. */
export function completeLock(file = path.join(PROJECT_ROOT, 'package-lock.json')): string[] {
  const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Packages };
  const missing = missingFromLock(lock.packages);
  const all = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`);
  return Object.keys(missing);
}

if (process.argv[1]?.endsWith('complete-lock.ts')) {
  for (const name of completeLock()) console.log(`added ${name}`);
}
