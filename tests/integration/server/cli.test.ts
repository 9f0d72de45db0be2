import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROJECT_ROOT } from '@/lib/env';
import { commandLine } from '@/tests/support/command-line';
import { createInstallation, type Installation } from '@/tests/support/scratch';

let installation: Installation;
let folder: string;
let cli: ReturnType<typeof commandLine>['cli'];
let answer: ReturnType<typeof commandLine>['answer'];

beforeAll(async () => {
  installation = await createInstallation();
  folder = await mkdtemp(path.join(tmpdir(), 'formulary-cli-'));
  ({ cli, answer } = commandLine(installation, folder));
});
afterAll(async () => {
  await installation.drop();
  await rm(folder, { recursive: true });
});

it('imports a folder, freezes a snapshot and exports it', async () => {
  await mkdir(path.join(folder, 'ink'));
  const fixtures = path.join(PROJECT_ROOT, 'tests', 'fixtures', 'inkml');
  const names = (await readdir(fixtures)).filter((name) => name.endsWith('.inkml'));
  for (const name of names)
    await writeFile(path.join(folder, 'ink', name), await readFile(path.join(fixtures, name)));
  await writeFile(path.join(folder, 'ink', 'broken.inkml'), '<ink><trace id="0">1 2, 3');

  const imported = await answer('import', 'ink', '--project', 'field', '--category', 'script=handwritten');
  expect(imported).toMatchObject({ project: 'field', added: names.length, exists: 0, failed: 1 });
  expect(imported.failures).toMatchObject([{ path: 'broken.inkml', error: { code: 'broken_file' } }]);
  const again = await answer('import', 'ink', '--project', 'field', '--category', 'script=handwritten');
  expect(again).toMatchObject({ added: 0, exists: names.length, failed: 1 });

  const { cells } = (await answer('quotas', '--project', 'field')) as {
    cells: { key: string; approved: number }[];
  };
  expect(cells.find(({ key }) => key === 'script=handwritten')?.approved).toBeGreaterThan(names.length / 2);

  const made = await answer('snapshot', 'create', '--project', 'field', '--name', 'v1', '--ratios', '8/1/1');
  expect(made).toMatchObject({ name: 'v1', include: 'approved' });
  expect(await answer('snapshot', 'show', 'v1')).toEqual(made);

  const exported = await answer('export', 'v1', '--stage', 'aligner', '--out', 'sets/aligner');
  expect(exported.files).toBeGreaterThan(3);
  const files = await readdir(path.join(folder, 'sets', 'aligner'), { recursive: true });
  expect(files.map((file) => path.basename(file))).toContain('manifest.json');
}, 400_000);

it('checks a candidate by running it and adds it, from a folder or a card with its model', async () => {
  const squares = path.join(PROJECT_ROOT, 'tests', 'fixtures', 'models');
  await mkdir(path.join(folder, 'tried'));
  const card = JSON.parse(
    await readFile(path.join(squares, 'aligner', 'squares', 'card.json'), 'utf8'),
  ) as Record<string, unknown>;
  await writeFile(
    path.join(folder, 'tried', 'card.json'),
    JSON.stringify({ ...card, classes: ['x', '\\zz'] }),
  );
  const model = path.join(squares, 'aligner', 'squares', 'model.onnx');
  const project = ['--project', 'field'];

  const added = await answer('candidate', 'add', 'tried/card.json', '--model', model, ...project);
  expect(added).toMatchObject({
    stage: 'aligner',
    name: 'squares',
    existed: false,
    warnings: expect.arrayContaining([expect.stringContaining('\\zz')]) as string[],
  });
  await writeFile(path.join(folder, 'tried', 'model.onnx'), await readFile(model));
  expect(await answer('candidate', 'add', 'tried', ...project)).toMatchObject({
    id: added.id,
    existed: true,
  });
  expect(await answer('candidate', 'show', 'aligner/squares@1', ...project)).toMatchObject({ id: added.id });
  const listed = await cli('candidate', 'list', ...project);
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(listed.stdout).toMatch(/^converter\/rules-1@1 +yes +- +comes with the program$/mu);
  expect(listed.stdout).toMatch(/^aligner\/squares@1 +0\.0 MB/mu);

  await writeFile(path.join(folder, 'tried', 'model.onnx'), 'text');
  const refused = await cli('candidate', 'add', 'tried', ...project, '--json');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('must be the file that its card names');
  const absent = await cli('candidate', 'show', 'aligner/nobody@1', ...project);
  expect(absent).toMatchObject({ code: 1, stdout: '' });
  expect(await cli('candidate', 'show', 'aligner/squares@1')).toMatchObject({ code: 2 });
}, 400_000);

it('says what is wrong with a wrong call, on stderr, with the status that it has', async () => {
  expect(
    await cli('snapshot', 'create', '--project', 'field', '--name', 'x', '--ratios', 'a/b'),
  ).toMatchObject({
    code: 2,
    stdout: '',
  });
  const absent = await cli('import', 'nowhere', '--project', 'field', '--json');
  expect(absent).toMatchObject({ code: 1, stdout: '' });
  expect(absent.stderr).toContain('nowhere');
  expect(await cli('export', 'no such snapshot', '--stage', 'detector', '--out', 'x')).toMatchObject({
    code: 1,
  });
  await writeFile(path.join(folder, 'only-broken.inkml'), 'no ink');
  expect(await cli('import', 'only-broken.inkml', '--project', 'field', '--json')).toMatchObject({ code: 1 });
}, 400_000);
