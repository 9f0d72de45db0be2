import { expect, test, type Page } from '@playwright/test';
import { latexFromAnnotation } from '@/lib/domain/latex';
import { orderedLines } from '@/lib/domain/ordering';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join, type Person } from '@/tests/support/browser/people';

/** The label of a formula: typed with completion, seen on the picture, compared with the ordering. */
test.describe.configure({ mode: 'serial' });

const PROJECT = 'sample';
let person: Person;
let page: Page;
let editor: EditorDriver;
let first: string;
let written: string;

const source = () => page.locator('[data-editor-field=latex]');
const marked = (kind: string) => page.locator(`[data-latex-mark=${kind}]`);
const state = () => page.locator('[data-label-state]');
const overlay = () => page.locator('[data-rendered-overlay]');

test.beforeAll(async ({ browser }) => {
  person = await join(browser, PROJECT, 'Lata', ['annotator']);
  ({ page } = person);
  editor = new EditorDriver(page);
  // What the worker has not come to yet is not in the queue.
  await expect
    .poll(async () => {
      await page.goto(`/p/${PROJECT}/work`);
      return page.locator('[data-formula]').count();
    })
    .toBe(1);
  await editor.ready();
  const { value } = (await editor.stored()).annotation;
  first = orderedLines(value)[0]!.entries[0]!.symbol;
  written = latexFromAnnotation(value);
});
test.afterAll(() => person.context.close());

test('a command is completed from its backslash on, with its sign', async () => {
  await editor.key('l');
  await expect(source()).toBeFocused();
  await editor.key('End');
  await page.keyboard.type(' \\alp');
  const option = page.getByRole('option', { name: '\\alpha' });
  await expect(option).toContainText('α');
  await editor.key('Enter');
  await expect(source()).toHaveText(/\\alpha$/u);
  await expect(page.locator('[data-latex-rendering]')).toContainText('α');
  // Enter was the list's; the stage is still open.
  await editor.saved();
  const { label, accepted } = (await editor.stored()).annotation.value;
  expect([label.pinned, accepted.converter]).toEqual([true, false]);
});

test('the token that the ordering does not have is named and underlined', async () => {
  await expect(state()).toHaveAttribute('data-label-state', 'differs');
  await expect(page.locator('[data-disagreement=token]')).toHaveText('α is only in the LaTeX');
  await expect(marked('alone')).toHaveText('\\alpha');
});

test('the caret lights up the symbol of its token, and a symbol marks its token', async () => {
  await editor.key('Home');
  await expect(page.locator('[data-latex-source]')).toHaveAttribute('data-spoken', first);
  await editor.key('Escape');
  await expect(page.locator('[data-latex-source]')).toHaveAttribute('data-spoken', '');
  const row = page.locator(`[data-symbol="${first}"]`);
  await row.click();
  const { symbols } = (await editor.stored()).annotation.value;
  const { class: name } = Object.values(symbols).find(({ id }) => id === first)!;
  await expect(marked('selected')).toHaveText(name);
  await expect(page.locator('[data-latex-rendering] [data-mark=meant]').first()).toBeVisible();
});

test('the label is kept as typed, or written again from the ordering', async () => {
  await page.getByRole('button', { name: 'Keep as typed' }).click();
  await expect(state()).toContainText('Kept as typed');
  await editor.saved();
  expect((await editor.stored()).annotation.value.accepted.converter).toBe(true);
  await page.getByRole('button', { name: /^Rewrite from ordering/u }).click();
  await expect(state()).toHaveAttribute('data-label-state', 'agrees');
  await expect(source()).toHaveText(written);
  await expect(marked('alone')).toHaveCount(0);
});

test('what cannot be drawn leaves the last rendering and says why', async () => {
  await source().click();
  await editor.key('End');
  await page.keyboard.type(' ^');
  await expect(page.locator('[data-latex-error]')).toBeVisible();
  await expect(page.locator('[data-latex-rendering] .katex')).toBeVisible();
  await expect(marked('broken')).toBeVisible();
  await editor.key('Control+z');
  await expect(source()).toHaveText(written);
  await expect(page.locator('[data-latex-error]')).toHaveCount(0);
});

test('the rendering is blended over the written formula, ink on ink, and stays so for the next', async () => {
  await editor.key('Escape');
  await editor.key('g');
  await expect(overlay()).toHaveAttribute('data-rendered-overlay', '0.50');
  const { symbols } = (await editor.stored()).annotation.value;
  const boxes = await Promise.all(Object.keys(symbols).map((id) => editor.rect(id)));
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  await expect
    .poll(async () => {
      const shown = await page.locator('[data-rendered-line]').first().boundingBox();
      // The rendering's box has some room around its ink.
      return shown ? Math.max(Math.abs(shown.x - left), Math.abs(shown.x + shown.width - right)) : Infinity;
    })
    .toBeLessThan((right - left) * 0.15);
  const slider = page.locator('[data-editor-field=blend]');
  await slider.focus();
  await editor.key('ArrowRight');
  await expect(overlay()).toHaveAttribute('data-rendered-overlay', '0.55');
  await page.reload();
  await editor.ready();
  await expect(overlay()).toHaveAttribute('data-rendered-overlay', '0.55');
  await editor.key('g');
  await expect(overlay()).toHaveCount(0);
});
