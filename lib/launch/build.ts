import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, giveUp, runNode, say } from '@/lib/launch/install.mjs';

/** What the build is made from. Data, weights and tests are not: they do not end up in it. */
const SOURCES = ['app', 'components', 'lib', 'models', 'prisma'];
const FILES = ['next.config.js', 'package-lock.json', 'postcss.config.mjs', 'proxy.ts', 'tsconfig.json'];
const KINDS = /\.(tsx?|mjs|cjs|js|json|css|prisma)$/;
const LEFT_OUT = new Set(['generated', 'training', 'weights', 'node_modules', '__pycache__']);

function* sources(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!LEFT_OUT.has(entry.name)) yield* sources(full);
    } else if (KINDS.test(entry.name)) yield full;
  }
}

function sourceHash(): string {
  const hash = createHash('sha256').update(process.version);
  const files = [...SOURCES.flatMap((folder) => [...sources(path.join(ROOT, folder))])];
  for (const file of [...files, ...FILES.map((name) => path.join(ROOT, name))]) {
    if (existsSync(file)) hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

export const NEXT = path.join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');

/** Build the web application, unless what is there was built from the same sources. */
export async function build(): Promise<void> {
  const stamp = path.join(ROOT, '.next', 'formulary-built-from');
  const wanted = sourceHash();
  const isBuilt = existsSync(path.join(ROOT, '.next', 'BUILD_ID')) && existsSync(stamp);
  if (isBuilt && readFileSync(stamp, 'utf8') === wanted) return;
  say('Building the web application …');
  const code = await runNode([NEXT, 'build'], { quiet: true, env: { NODE_ENV: 'production' } });
  if (code !== 0) giveUp('The web application could not be built (above is why).');
  writeFileSync(stamp, wanted);
}
