import { expect, test, type Page } from '@playwright/test';
import type { PredictedSymbol, Prediction } from '@/lib/domain/annotation/prediction';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join, type Person } from '@/tests/support/browser/people';

/** What the models propose after a correction is shown where it would be, and taken or refused by keys. */
const PROJECT = 'sample';

let annotator: Person;

const proposals = (page: Page) => page.locator('[data-proposal]');

test.beforeEach(async ({ browser }) => {
  const lead = await join(browser, PROJECT, 'Lou', ['lead']);
  await expect
    .poll(async () => {
      const ready = await lead.page.request.get(`/api/v1/projects/${PROJECT}/formulas?state=ready`);
      return ((await ready.json()) as { items: unknown[] }).items.length;
    })
    .toBeGreaterThan(2);
  await lead.context.close();
  annotator = await join(browser, PROJECT, 'Cas', ['annotator']);
});
test.afterEach(() => annotator.context.close());

async function atWork(page: Page): Promise<EditorDriver> {
  const editor = new EditorDriver(page);
  await page.goto(`/p/${PROJECT}/work`);
  await editor.ready();
  return editor;
}

const stored = async (editor: EditorDriver): Promise<Annotation> => (await editor.stored()).annotation.value;

test('the models name a box that was drawn, and one key takes the name', async () => {
  const { page } = annotator;
  const editor = await atWork(page);
  const before = await stored(editor);
  const [first] = await editor.symbols();
  const rect = await editor.rect(first!.id);
  await editor.select(first!.id);
  await editor.key('Delete');
  await editor.key('d');
  await editor.drag({ x: rect.x, y: rect.y }, { x: rect.width, y: rect.height });
  await expect(proposals(page).first()).toBeVisible();
  const drawn = (await editor.symbols()).find(({ id }) => !Object.hasOwn(before.symbols, id));
  await expect(page.locator(`[data-proposal="class ${drawn!.id}"]`)).toBeVisible();
  // The keyboard is in the class filter, where letters are typed.
  await editor.key('Escape');
  await editor.key('y');
  await editor.saved();
  const after = (await stored(editor)).symbols[drawn!.id as SymbolId];
  expect(after?.class).not.toBe('?');
  expect(after?.pins.class).toBe(true);
  // The deleted one has not come back.
  expect(Object.keys((await stored(editor)).symbols)).not.toContain(first!.id);
});

test('added, removed and changed are accepted together, as one step, or refused for good', async () => {
  const { page } = annotator;
  const editor = await atWork(page);
  await editor.stage('recognizer');
  const [corrected, changed, gone] = await editor.symbols();
  // Models that agree with all that is there, but for one of each kind.
  await page.route('**/cascade', async (route) => {
    const { annotation } = route.request().postDataJSON() as { annotation: Annotation };
    const said = Object.values(annotation.symbols).map(
      ({ id, box, class: name, place }): PredictedSymbol => ({
        ...{ id, box, place, class: id === changed!.id ? '\\omega' : name },
        ...{ boxConfidence: 1, confidence: 0.9, candidates: [], placeConfidence: 0.9 },
      }),
    );
    const symbols = said.filter(({ id }) => id !== gone!.id);
    const last = symbols.find(({ id, place }) => place && !said.some((other) => other.place?.parent === id))!;
    const place = { line: last.place!.line, parent: last.id, relation: 'Sup' as const };
    const fresh = { ...last, ...{ id: 'fresh' as SymbolId, box: { x: 1, y: 1, width: 9, height: 9 } } };
    const prediction: Prediction = {
      ...{ symbols: [...symbols, { ...fresh, place, class: '\\pi' }], lines: [place.line] },
      ...{ latex: '', latexConfidence: null, timingsMs: {}, candidates: {} },
    };
    await route.fulfill({ json: { prediction } });
  });
  await editor.select(corrected!.id);
  await editor.chooseClass('\\beta');
  for (const id of [`class ${changed!.id}`, `removed ${gone!.id}`, 'added fresh'])
    await expect(page.locator(`[data-proposal="${id}"]`)).toBeVisible();
  await editor.saved();
  const before = await stored(editor);
  await page.locator('[data-editor-region=canvas]').focus();
  await editor.key('Shift+Y');
  await expect.poll(async () => (await editor.symbols()).map(({ id }) => id)).toContain('fresh');
  await editor.saved();
  const after = await stored(editor);
  expect(after.symbols[changed!.id as SymbolId]).toMatchObject({ class: '\\omega', pins: { class: true } });
  expect(Object.keys(after.symbols)).not.toContain(gone!.id);
  expect(after.symbols[corrected!.id as SymbolId]?.class).toBe('\\beta');
  await editor.key('Control+z');
  await editor.saved();
  expect((await stored(editor)).symbols).toEqual(before.symbols);
  await expect(proposals(page).first()).toBeVisible();
  await editor.key('Shift+U');
  await expect(proposals(page)).toHaveCount(0);
});

test('where no model answers the panel says so, and the work goes on', async () => {
  const { page } = annotator;
  const editor = await atWork(page);
  await page.route('**/cascade', (route) => route.abort());
  await editor.stage('recognizer');
  const [first] = await editor.symbols();
  await editor.select(first!.id);
  await editor.chooseClass('\\beta');
  await expect(page.locator('[data-cascade=unavailable]')).toBeVisible();
  await editor.saved();
  expect((await stored(editor)).symbols[first!.id as SymbolId]?.class).toBe('\\beta');
});
