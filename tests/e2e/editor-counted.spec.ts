import { expect, test, type Page } from '@playwright/test';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join, type Person } from '@/tests/support/browser/people';
import { plantPredictions, type PlantedPredictions } from '@/tests/support/browser/predictions';

/**
 * What a correction costs, counted in real key presses and clicks as they reach the page: formulas whose prediction
 * is right but for one planted fault are corrected until what is stored is the truth.
 */
const PROJECT = `counted-${Date.now()}`;
let planted: PlantedPredictions;
let lead: Person;
let annotator: Person;

test.beforeAll(async ({ browser }) => {
  planted = await plantPredictions(PROJECT);
  lead = await join(browser, PROJECT, 'Liv', ['lead']);
  annotator = await join(browser, PROJECT, 'Noa', ['annotator']);
  // Counts what the page is told, not what the test meant to send. Keys that only modify others are part of them.
  await annotator.context.addInitScript(() => {
    const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];
    const count = () => (window.__actions = (window.__actions ?? 0) + 1);
    window.addEventListener('keydown', ({ key }) => !modifiers.includes(key) && count(), true);
    window.addEventListener('pointerdown', count, true);
  });
});
test.afterAll(async () => {
  for (const { context } of [lead, annotator]) await context.close();
});

declare global {
  interface Window {
    __actions?: number;
  }
}

const actions = (page: Page) => page.evaluate(() => window.__actions ?? 0);

/** Opens a formula to be worked on, with nothing counted yet. */
async function open(page: Page, formula: string): Promise<EditorDriver> {
  await page.goto(`/p/${PROJECT}/formulas/${formula}?queue`);
  const editor = new EditorDriver(page);
  await editor.ready();
  await expect(page.locator('[data-editor-region=canvas]')).toBeFocused();
  await page.evaluate(() => (window.__actions = 0));
  return editor;
}

/** Accepts all and goes on: one key. Waits until the next formula is there, or that none is left. */
async function finish(page: Page, editor: EditorDriver, formula: string): Promise<void> {
  await editor.key('Shift+Enter');
  await expect(page.locator(`[data-formula="${formula}"]`)).toHaveCount(0);
}

async function stored(formula: string): Promise<EditorPayload> {
  const response = await lead.page.request.get(`/api/v1/formulas/${formula}`);
  expect(response.status()).toBe(200);
  const payload = (await response.json()) as EditorPayload;
  expect(payload.formula.state).toBe('submitted');
  expect(Object.values(payload.annotation.value.accepted)).toEqual([true, true, true, true]);
  return payload;
}

test('a formula that was predicted right takes one key', async () => {
  const { page } = annotator;
  const { formula } = planted.right;
  const editor = await open(page, formula);
  await finish(page, editor, formula);
  expect(await actions(page)).toBe(1);
  const { annotation } = await stored(formula);
  expect(annotation.value.label.latex).toBe('x + y = z');
  // The next one is there, ready for its keys.
  await editor.ready();
  await expect(page.locator('[data-editor-region=canvas]')).toBeFocused();
});

test('a wrong class takes two keys more', async () => {
  const { page } = annotator;
  const { formula, symbol } = planted.class;
  const editor = await open(page, formula);
  await editor.key('Tab');
  await editor.key('2');
  await finish(page, editor, formula);
  expect(await actions(page)).toBe(1 + 2);
  const { annotation } = await stored(formula);
  expect(annotation.value.symbols[symbol!.id]?.class).toBe(symbol!.class);
  expect(annotation.value.label.latex).toBe('a - b = c');
});

test('a missed symbol takes three actions more: the pen, its ink, its class', async () => {
  const { page } = annotator;
  const { formula, symbol } = planted.symbol;
  const editor = await open(page, formula);
  const known = new Set((await editor.symbols()).map(({ id }) => id));
  const at = await editor.imagePoint({
    x: symbol!.box.x + symbol!.box.width / 2,
    y: symbol!.box.y + 2,
  });
  await editor.key('d');
  await page.mouse.click(at.x, at.y);
  // A person presses Enter on what they see: what the models say of the new symbol.
  await expect(page.locator('[data-class-choice]').first()).toHaveAttribute(
    'data-class-choice',
    symbol!.class,
  );
  await editor.key('Enter');
  await finish(page, editor, formula);
  expect(await actions(page)).toBe(1 + 3);
  const { annotation } = await stored(formula);
  const added = Object.values(annotation.value.symbols).filter(({ id }) => !known.has(id));
  expect(added.map((one) => one.class)).toEqual([symbol!.class]);
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(Math.abs(added[0]!.box[side] - symbol!.box[side])).toBeLessThan(2);
  }
  expect(annotation.value.label.latex).toBe('1 2 + 7 = 1 9');
});

test('a wrong relation takes two keys more', async () => {
  const { page } = annotator;
  const { formula, symbol } = planted.relation;
  const editor = await open(page, formula);
  await editor.key('Tab');
  await editor.key('3');
  await finish(page, editor, formula);
  expect(await actions(page)).toBe(1 + 2);
  const { annotation } = await stored(formula);
  expect(annotation.value.symbols[symbol!.id as SymbolId]?.place).toMatchObject({ relation: 'Sup' });
  expect(annotation.value.label.latex).toBe('y = x ^ { 2 } + 1');
});
