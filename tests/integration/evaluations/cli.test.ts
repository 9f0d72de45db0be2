import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EvaluationComparison, EvaluationView } from '@/lib/domain/evaluations';
import { PROJECT_ROOT } from '@/lib/env';
import { commandLine } from '@/tests/support/command-line';
import { createInstallation, type Installation } from '@/tests/support/scratch';

/** The whole way at a terminal, with the shipped models in a worker that the command starts. */

let installation: Installation;
let folder: string;
let cli: ReturnType<typeof commandLine>['cli'];
let answer: ReturnType<typeof commandLine>['answer'];

beforeAll(async () => {
  installation = await createInstallation();
  folder = await mkdtemp(path.join(tmpdir(), 'formulary-evaluate-'));
  ({ cli, answer } = commandLine(installation, folder));
});
afterAll(async () => {
  await installation.drop();
  await rm(folder, { recursive: true });
});

it('evaluates the release on the test split of a snapshot, and compares two evaluations', async () => {
  await mkdir(path.join(folder, 'ink'));
  for (const name of ['fraction.inkml', 'scripts.inkml'])
    await copyFile(
      path.join(PROJECT_ROOT, 'tests', 'fixtures', 'inkml', name),
      path.join(folder, 'ink', name),
    );
  await answer('import', 'ink', '--project', 'field', '--split', 'test');
  await answer('snapshot', 'create', '--project', 'field', '--name', 'v1');

  const evaluate = ['candidate', 'evaluate', '--project', 'field', '--snapshot', 'v1', '--wait'];
  const a = await answer<EvaluationView>(...evaluate);
  expect(a).toMatchObject({ status: 'done', progress: { total: 2, scored: 2, unscored: 0 } });
  expect(a.candidates.map(({ shipped }) => shipped)).toEqual([true, true, true, true]);
  expect(a.summary!.formulas).toBe(2);
  expect(a.summary!.memory.peakRss).toBeGreaterThan(50e6);

  const recognizer = a.candidates.find(({ stage }) => stage === 'recognizer')!;
  const named = `recognizer/${recognizer.name}@${recognizer.version}`;
  const shown = await cli(...evaluate, named);
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).toContain(named);
  expect(shown.stdout).toContain('| whole expression right |');
  const b = /^([0-9a-f-]{36}): done/u.exec(shown.stdout)![1]!;

  const both = await answer<EvaluationComparison>('candidate', 'compare', a.id, b);
  expect(both.comparison.formulas).toBe(2);
  for (const { key, difference, verdict } of both.comparison.metrics)
    expect([key, difference.value, verdict]).toEqual([key, 0, 'no_difference']);
  const table = await cli('candidate', 'compare', a.id, b);
  expect(table.stdout).toContain('| whole expression right |');
  expect(table.stdout).toContain('2 formulas that both scored');

  const twice = await cli(
    'candidate',
    'evaluate',
    named,
    recognizer.id,
    '--project',
    'field',
    '--snapshot',
    'v1',
  );
  expect(twice).toMatchObject({ code: 2, stdout: '' });
  expect(twice.stderr).toContain('one a stage');
}, 400_000);
