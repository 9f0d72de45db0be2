import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from '@/lib/launch/build';
import { ensureBrowser } from '@/lib/launch/browser';
import { ROOT, runNode, say } from '@/lib/launch/install.mjs';

/** What one step found. A check without tests of its own counts as one. */
interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

const RESULTS = path.join(ROOT, 'test-results');
const bin = (...parts: string[]) => path.join(ROOT, 'node_modules', ...parts);

const one = (isGood: boolean): Totals => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 });

/** A program that says by its exit status whether all is well. */
const check =
  (...args: string[]) =>
  async () =>
    one((await runNode(args, { quiet: true })) === 0);

function report<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTestSuites: number;
}

/** Tests in Node. A file that cannot be loaded, or an error outside of any test, is a failure too. */
const vitest = (project: string) => async (): Promise<Totals> => {
  const file = path.join(RESULTS, `${project}.json`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runNode([bin('vitest', 'vitest.mjs'), 'run', '--project', project, ...reporters]);
  const found = report<VitestReport>(file);
  if (!found) return one(false);
  const failed = found.numFailedTests > 0 ? found.numFailedTests : Number(code !== 0);
  return { passed: found.numPassedTests, failed, skipped: found.numPendingTests + found.numTodoTests };
};

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Tests in a real browser, on a server that is started for them. */
async function endToEnd(): Promise<Totals> {
  if (!(await ensureBrowser())) {
    say('No browser: install Chromium, or set CHROMIUM_PATH to one.');
    return one(false);
  }
  const code = await runNode([bin('@playwright', 'test', 'cli.js'), 'test']);
  const stats = report<PlaywrightReport>(path.join(RESULTS, 'e2e.json'))?.stats;
  if (!stats) return one(false);
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed > 0 ? failed : Number(code !== 0), skipped: stats.skipped };
}

const WALLS = ['app', 'components', 'lib', 'models', 'tests', '--config', '.dependency-cruiser.cjs'];

type Step = readonly [name: string, run: () => Promise<Totals>];

/** Programs of one thread that look at the sources only, the longest first. */
const CHECKS: readonly Step[] = [
  ['lint', check(bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0')],
  ['types', check(bin('typescript', 'bin', 'tsc'), '--noEmit')],
  ['format', check(bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.')],
  ['walls', check(bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'), ...WALLS)],
  ['unused', check(bin('knip', 'bin', 'knip.js'))],
];

const TESTS: readonly Step[] = [
  ['unit', vitest('unit')],
  ['integration', vitest('integration')],
  ['build', async () => one(await build().then(() => true))],
  ['end to end', endToEnd],
];

/** Runs steps, `atOnce` of them side by side; whatever the ones before found, the next is run. */
async function runAll(steps: readonly Step[], atOnce: number, sum: Totals): Promise<string[]> {
  const lines: string[] = [];
  const queue = steps.values();
  const work = async () => {
    for (const [name, run] of queue) {
      say(`\n── ${name}`);
      const startedAt = Date.now();
      const totals = await run();
      for (const key of ['passed', 'failed', 'skipped'] as const) sum[key] += totals[key];
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      const line = `${name.padEnd(12)} ${inWords(totals)} (${seconds} s)`;
      lines.push(line);
      say(line);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return lines;
}

/**
 * `npm test`: every step, the quick ones first. The last line is the total.
 * @returns 0 when nothing failed, else 1
 */
export async function test(): Promise<number> {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const sum: Totals = { passed: 0, failed: 0, skipped: 0 };
  const only = process.argv.slice(2);
  const wanted = (steps: readonly Step[]) =>
    steps.filter(([name]) => only.length === 0 || only.includes(name));
  const lines = [...(await runAll(wanted(CHECKS), 2, sum)), ...(await runAll(wanted(TESTS), 1, sum))];
  process.stdout.write(`\n${lines.join('\n')}\n\n${inWords(sum)}\n`);
  return sum.failed === 0 ? 0 : 1;
}

function inWords({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
