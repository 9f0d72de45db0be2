import { readFileSync, writeFileSync } from 'node:fs';

/**
 * `npm run lock`: names in package-lock.json the platform packages that npm left out.
 *
 * Where a mirror of the registry holds only the packages of its own platform, npm writes a lock file without
 * the others, and `npm ci` then refuses it everywhere. An optional package with an exact version needs no more
 * than that version and the platform it is for, and both are in its name.
 */
const FILE = new URL('../../package-lock.json', import.meta.url);
const SYSTEMS = [
  'darwin',
  'win32',
  'linux',
  'android',
  'freebsd',
  'openharmony',
  'sunos',
  'aix',
  'netbsd',
  'openbsd',
];
const PROCESSORS = [
  'arm64',
  'x64',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'arm',
  'wasm32',
];

/** Whether node would find `name` from the package at `path`. */
function resolves(packages, path, name) {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (!base) return false;
  }
}

/** Every optional package with an exact version that the lock file asks for and does not name. */
export function missingPlatforms(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d/.test(version) && !resolves(packages, path, name))
      .map(([name, version]) => ({ name, version })),
  );
}

function entry({ name, version }) {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const system = SYSTEMS.find((one) => last.includes(one));
  const processor = PROCESSORS.find((one) => last.includes(one));
  if (!system && !processor) throw new Error(`${name} does not say which platform it is for`);
  const libc = /musl/.test(last) ? 'musl' : system === 'linux' && /gnu/.test(last) ? 'glibc' : undefined;
  return {
    version,
    ...(processor && { cpu: [processor] }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(system && { os: [system] }),
  };
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) {
  const lock = JSON.parse(readFileSync(FILE, 'utf8'));
  const missing = missingPlatforms(lock.packages);
  for (const one of missing) lock.packages[`node_modules/${one.name}`] = entry(one);
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  process.stderr.write(`${missing.length} platform packages added to package-lock.json\n`);
}
