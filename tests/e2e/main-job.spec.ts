import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join, type Person } from '@/tests/support/browser/people';
import { pickSymbols, type Picks } from '@/tests/support/browser/pick-symbols';
import { unzip } from '@/tests/support/zip';

/**
 * The main job from end to end: an annotator corrects a pre-annotated formula in every way there is, a lead
 * approves it, an engineer freezes and exports it, and the files say exactly what was corrected.
 */
test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

const PROJECT = 'sample';
const NEW_CLASS = '\\beta';
const SNAPSHOT = `corrected ${Date.now()}`;
const OTHER_CLASS = '\\lambda';
let annotator: Person;
let lead: Person;
let engineer: Person;
let picks: Picks;
let added: string;
let corrected: EditorPayload;
const sets = new Map<string, Map<string, Buffer>>();

const symbolOf = (annotation: Annotation, id: string) => annotation.symbols[id as SymbolId];

test.beforeAll(async ({ browser }) => {
  annotator = await join(browser, PROJECT, 'Anna', ['annotator']);
  lead = await join(browser, PROJECT, 'Leo', ['lead']);
  engineer = await join(browser, PROJECT, 'Enno', ['engineer']);
});
test.afterAll(async () => {
  for (const person of [annotator, lead, engineer]) await person.context.close();
});

/** Opens the queue, skipping formulas on which not every correction can be shown. */
async function takeFormula(page: Page, editor: EditorDriver): Promise<EditorPayload> {
  await page.goto(`/p/${PROJECT}/work`);
  await editor.ready();
  for (let tries = 0; tries < 8; tries += 1) {
    const payload = await editor.stored();
    const found = pickSymbols(payload.annotation.value);
    if (payload.prediction && found) {
      picks = found;
      return payload;
    }
    const { formulaId } = editor;
    await editor.key('s');
    await page.getByRole('button', { name: 'Several formulas' }).click();
    await page.waitForFunction((id) => !window.location.pathname.includes(id), formulaId);
    await editor.ready();
  }
  throw new Error('no formula of the sample can be corrected in every way');
}

test('an annotator corrects boxes, classes, relations and LaTeX, and a reload loses nothing', async () => {
  const { page } = annotator;
  const editor = new EditorDriver(page);
  // The worker has begun with the sample: what it has not come to yet is not in the queue.
  await expect
    .poll(async () => {
      const ready = await lead.page.request.get(`/api/v1/projects/${PROJECT}/formulas?state=ready`);
      return ((await ready.json()) as { items: unknown[] }).items.length;
    })
    .toBeGreaterThan(10);
  const before = await takeFormula(page, editor);
  expect(before.annotation.value.symbols).not.toEqual({});
  const { moved, relabelled, deleted, related } = picks;

  await test.step('move a box', async () => {
    await editor.stage('detector');
    const rect = await editor.rect(moved.id);
    await editor.select(moved.id);
    await editor.drag({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }, { x: 9, y: 6 });
    const after = await editor.rect(moved.id);
    expect(after.x).toBeGreaterThan(rect.x + 4);
    expect(after.y).toBeGreaterThan(rect.y + 2);
  });

  await test.step('delete one', async () => {
    await editor.select(deleted.id);
    await editor.key('Delete');
    expect((await editor.symbols()).map(({ id }) => id)).not.toContain(deleted.id);
  });

  await test.step('add one, with its class', async () => {
    const known = new Set((await editor.symbols()).map(({ id }) => id));
    const rect = await editor.rect(related.id);
    await editor.key('d');
    await editor.drag({ x: rect.x + rect.width + 8, y: rect.y }, { x: 30, y: rect.height });
    await editor.chooseClass(NEW_CLASS);
    const fresh = (await editor.symbols()).filter(({ id }) => !known.has(id));
    expect(fresh).toEqual([{ id: expect.any(String), class: NEW_CLASS }]);
    added = fresh[0]!.id;
    await editor.saved();
  });

  await test.step('reload in between', async () => {
    const { annotation } = await editor.stored();
    await page.reload();
    await editor.ready();
    expect((await editor.stored()).annotation).toEqual(annotation);
    const shown = (await editor.symbols()).map(({ id }) => id);
    expect(shown.sort()).toEqual(Object.keys(annotation.value.symbols).sort());
  });

  await test.step('change a class, undo, redo', async () => {
    await editor.stage('recognizer');
    await editor.select(relabelled.id);
    await editor.chooseClass(OTHER_CLASS);
    const classNow = async () => (await editor.symbols()).find(({ id }) => id === relabelled.id)?.class;
    expect(await classNow()).toBe(OTHER_CLASS);
    await editor.key('Control+z');
    expect(await classNow()).toBe(relabelled.class);
    await editor.key('Control+Shift+z');
    expect(await classNow()).toBe(OTHER_CLASS);
  });

  await test.step('change a relation', async () => {
    await editor.stage('aligner');
    await editor.select(related.id);
    await page.locator('[data-relation=Sup]').click();
    await editor.saved();
    const { value } = (await editor.stored()).annotation;
    expect(symbolOf(value, related.id)?.place?.relation).toBe('Sup');
  });

  await test.step('edit the LaTeX', async () => {
    const source = page.locator('[data-editor-field=latex]');
    await source.fill(`${await source.innerText()} + 1`);
    await expect(page.locator('[data-latex-rendering] .katex')).toBeVisible();
  });

  await editor.saved();
  corrected = await editor.stored();
  const { value } = corrected.annotation;
  expect(symbolOf(value, deleted.id)).toBeUndefined();
  expect(value.tombstones[deleted.id]).toBeDefined();
  expect(symbolOf(value, relabelled.id)).toMatchObject({ class: OTHER_CLASS, pins: { class: true } });
  expect(symbolOf(value, moved.id)).toMatchObject({ pins: { box: true } });
  expect(symbolOf(value, moved.id)?.box.x).toBeGreaterThan(moved.box.x);
  expect(symbolOf(value, added)).toMatchObject({ class: NEW_CLASS });
  expect(value.label).toMatchObject({ pinned: true, latex: expect.stringMatching(/\+ 1$/) });
  expect(corrected.prediction).toEqual(before.prediction);
});

test('the annotator submits, and the next formula is there', async () => {
  const { page } = annotator;
  const editor = new EditorDriver(page);
  const { formulaId } = editor;
  await page.getByRole('button', { name: /Accept all, next/ }).click();
  // The label was edited away from the ordering on purpose; that is a warning, which a person may confirm.
  await page.getByRole('button', { name: 'Submit anyway' }).click();
  await page.waitForFunction((id) => !window.location.pathname.includes(id), formulaId);
  await editor.ready();
  const state = await lead.page.request.get(`/api/v1/formulas/${formulaId}`);
  expect((await state.json()) as EditorPayload).toMatchObject({ formula: { state: 'submitted' } });
});

test('a lead approves it', async () => {
  const { page } = lead;
  await page.goto(`/p/${PROJECT}/review`);
  await page.getByRole('link', { name: corrected.formula.name, exact: true }).click();
  await new EditorDriver(page).ready();
  await page.getByRole('button', { name: /^Approve/ }).click();
  await page.getByRole('button', { name: 'Approve anyway' }).click();
  await expect
    .poll(async () => {
      const response = await page.request.get(`/api/v1/formulas/${corrected.formula.id}`);
      return ((await response.json()) as EditorPayload).formula.state;
    })
    .toBe('approved');
});

test('an engineer freezes a snapshot and downloads a training set for each stage', async () => {
  const { page } = engineer;
  await page.goto(`/p/${PROJECT}/snapshots`);
  await page.getByLabel('Name', { exact: true }).fill(SNAPSHOT);
  // One formula makes one split.
  for (const [name, share] of Object.entries({ train: '100', val: '0', test: '0' })) {
    await page.locator(`input[name=${name}]`).fill(share);
  }
  await page.getByRole('button', { name: 'Freeze snapshot' }).click();
  await page.waitForURL(`**/p/${PROJECT}/snapshots/*`);
  await expect(page.getByRole('heading', { name: SNAPSHOT })).toBeVisible();
  for (const stage of ['detector', 'recognizer', 'aligner', 'converter']) {
    const waiting = page.waitForEvent('download');
    await page.locator(`a[href*="stage=${stage}"]`).first().click();
    const stream = await (await waiting).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    sets.set(stage, unzip(Buffer.concat(chunks)));
  }
});

const textOf = (stage: string, end: RegExp) => {
  const [, bytes] = [...(sets.get(stage) ?? [])].find(([name]) => end.test(name)) ?? [];
  if (!bytes) throw new Error(`no ${String(end)} in ${[...(sets.get(stage)?.keys() ?? [])].join(', ')}`);
  return bytes.toString('utf8');
};
const linesOf = (stage: string, end: RegExp) =>
  textOf(stage, end)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** What a COCO file of ours says, as far as the test reads it. */
type Coco = {
  annotations: { symbol: string; image_id: number; bbox: number[]; category_id: number }[];
  categories: { id: number; name: string }[];
  images: { id: number; formula: string }[];
};
const readCoco = () => JSON.parse(textOf('detector', /instances_train\.json$/)) as Coco;
const readCrops = () => linesOf('recognizer', /manifest\.jsonl$|train\.jsonl$/);

test('the files say exactly what was corrected', () => {
  const { value } = corrected.annotation;
  const symbols = Object.values(value.symbols);
  const ours = (rows: Record<string, unknown>[]) =>
    rows.filter((row) => row.formula === corrected.formula.id);
  const rounded = (box: object) => Object.values(box).map((side: number) => Math.round(side * 1000) / 1000);

  const coco = readCoco();
  const [image] = ours(coco.images) as Coco['images'];
  const boxes = coco.annotations.filter((one) => one.image_id === image?.id);
  const nameOf = new Map(coco.categories.map(({ id, name }) => [id, name]));
  const found = boxes.map((one) => [one.symbol, nameOf.get(one.category_id), one.bbox]);
  const expected = symbols.map((one) => [one.id, one.class, rounded(one.box)]);
  expect(found.sort()).toEqual(expected.sort());

  const crops = ours(readCrops());
  const cropClasses = crops.map((row) => [row.symbol, row.class]).sort();
  expect(cropClasses).toEqual(symbols.map((one) => [one.id, one.class]).sort());
  expect(crops.every((row) => sets.get('recognizer')?.has(`recognizer/${String(row.file)}`))).toBe(true);

  const [tree] = ours(linesOf('aligner', /train\.jsonl$/)) as [
    { lines: { symbol: string; parent: string | null; relation: string | null }[][] },
  ];
  const places = tree.lines.flat().map(({ symbol, parent, relation }) => [symbol, parent, relation]);
  const stored = symbols.map(({ id, place }) => [id, place?.parent ?? null, place?.relation ?? null]);
  expect(places.sort()).toEqual(stored.sort());
  expect(places).toContainEqual([picks.related.id, expect.anything(), 'Sup']);

  const [label] = ours(linesOf('converter', /train\.jsonl$/));
  expect(label).toMatchObject({ latex: expect.stringMatching(/\+ 1$/) });
  expect(JSON.stringify([boxes, crops, tree])).not.toContain(picks.deleted.id);
});

test('torchvision reads COCO and class folders with equal counts', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'formulary-sets-'));
  for (const stage of ['detector', 'recognizer']) {
    for (const [name, bytes] of sets.get(stage) ?? []) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
  }
  const script = path.resolve('tests/support/read_training_sets.py');
  const python = process.env.FORMULARY_TEST_PYTHON ?? '/usr/bin/python3';
  const read = await promisify(execFile)(python, [script, folder]).catch(
    (error: { code?: unknown; stderr?: string }) => error,
  );
  await rm(folder, { recursive: true, force: true });
  if ('code' in read) {
    const missing = read.code === 3 || read.code === 'ENOENT';
    test.skip(missing, 'python3 with torchvision (Debian: python3-torchvision) is not installed');
    throw new Error(`torchvision could not read the sets:\n${read.stderr}`);
  }
  const counts = JSON.parse((read as { stdout: string }).stdout) as {
    detector: { train: { images: number; boxes: number; classes: Record<string, number> } };
    recognizer: { train: { crops: number; folders: Record<string, number> } };
  };
  const [coco, crops] = [readCoco(), readCrops()];
  expect(counts.detector.train).toMatchObject({
    images: coco.images.length,
    boxes: coco.annotations.length,
  });
  expect(counts.recognizer.train.crops).toBe(crops.length);
  // Both sets hold every symbol, so torchvision must find as many crops as boxes, class by class.
  expect(counts.recognizer.train.crops).toBe(counts.detector.train.boxes);
  expect(Object.values(counts.recognizer.train.folders).sort()).toEqual(
    Object.values(counts.detector.train.classes).sort(),
  );
  expect(counts.detector.train.classes[NEW_CLASS]).toBeGreaterThan(0);
});
