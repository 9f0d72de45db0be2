import { expect, test } from '@playwright/test';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join } from '@/tests/support/browser/people';

const PROJECT = 'sample';

test('keys are a person’s own, the commands are one key away, and the tour changes nothing', async ({
  browser,
}) => {
  const lead = await join(browser, PROJECT, 'Lou', ['lead']);
  const { page, context } = await join(browser, PROJECT, 'Kit', ['annotator']);
  const editor = new EditorDriver(page);
  await expect
    .poll(async () => {
      const ready = await lead.page.request.get(`/api/v1/projects/${PROJECT}/formulas?state=ready`);
      return ((await ready.json()) as { items: unknown[] }).items.length;
    })
    .toBeGreaterThan(2);
  await page.goto(`/p/${PROJECT}/work`);
  await editor.ready();
  const canvas = page.locator('[data-editor-region=canvas]');
  const { annotation } = await editor.stored();

  // The tour is offered, not forced: until it is taken every key does what it always does.
  await page.getByRole('button', { name: 'Take the tour' }).click();
  const tour = page.locator('[data-tour-panel]');
  await expect(tour).toHaveAttribute('data-tour-panel', 'picture');
  await editor.key('Enter');
  await expect(tour).toHaveAttribute('data-tour-panel', 'doubts');
  await editor.key(']');
  await expect(tour).toContainText('Well done.');
  await editor.key('Delete');
  await expect(tour).toContainText('Nothing is changed while the tour runs');
  await editor.key('Shift+Enter');
  for (const step of ['classes', 'stages', 'latex', 'go']) {
    await editor.key('Enter');
    await expect(tour).toHaveAttribute('data-tour-panel', step);
  }
  await editor.key('Escape');
  await expect(tour).toBeHidden();
  expect((await editor.stored()).annotation).toEqual(annotation);

  // A taken key is offered to be swapped, by the keyboard alone; Delete is given to J.
  await editor.key('?');
  const sheet = page.locator('[data-help-sheet]');
  await sheet.getByRole('button', { name: 'Change keys' }).press('Enter');
  await sheet.getByRole('searchbox').fill('Skip with');
  await sheet.locator('[data-key-slot="formula.skip S"]').press('Enter');
  await page.keyboard.press('a');
  await expect(sheet).toContainText('A is already “Accept all stages”');
  await sheet.getByRole('button', { name: 'Swap the two' }).press('Enter');
  await expect(sheet.locator('[data-key-slot="formula.skip S"]')).toContainText('A');
  await sheet.getByRole('searchbox').fill('Delete');
  await sheet.locator('[data-key-slot="symbol.delete Delete"]').press('Enter');
  await page.keyboard.press('Control+t');
  await expect(sheet).toContainText('The browser keeps this one for itself.');
  await page.keyboard.press('j');
  await expect(sheet.locator('[data-key-slot="symbol.delete Delete"]')).toContainText('J');
  await expect(sheet).toContainText('Saved with your account');
  await page.getByRole('button', { name: 'Close' }).click();

  // The person's key works and is what the screen names, also in another browser of the same person.
  const other = await browser.newContext({ storageState: await context.storageState() });
  const again = await other.newPage();
  await again.goto(`${new URL(page.url()).origin}/p/${PROJECT}/work`);
  const second = new EditorDriver(again);
  await second.ready();
  // Symbols are records by their id: in which order they are kept means nothing.
  const kept = async () => Object.fromEntries((await second.symbols()).map((one) => [one.id, one.class]));
  const before = await kept();
  await again.locator('[data-editor-region=canvas]').focus();
  await second.key('b');
  await second.key(']');
  await expect(again.getByRole('button', { name: /^Delete/ })).toContainText('J');
  await second.key('Delete');
  expect(await kept()).toEqual(before);
  await second.key('j');
  await expect.poll(async () => Object.keys(await kept()).length).toBe(Object.keys(before).length - 1);

  // Everything by name: undo, then a jump to a symbol by its number.
  await second.key('Control+k');
  await again.keyboard.type('undo');
  await expect(again.locator('[data-entry="history.undo"]')).toHaveAttribute('aria-selected', 'true');
  await again.keyboard.press('Enter');
  await expect.poll(kept).toEqual(before);
  await expect(again.locator('[data-editor-region=canvas]')).toBeFocused();
  await second.key('Control+k');
  await again.keyboard.type('2');
  await again.keyboard.press('Enter');
  await expect(again.locator('[data-selected-class]')).toBeVisible();
  await second.saved();
  await expect(canvas).toBeVisible();
  for (const one of [other, context, lead.context]) await one.close();
});
