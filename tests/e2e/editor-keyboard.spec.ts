import { expect, test } from '@playwright/test';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join } from '@/tests/support/browser/people';

const PROJECT = 'sample';
const NEW_CLASS = '\\beta';

test('a symbol is added and named by keyboard alone', async ({ browser }) => {
  const lead = await join(browser, PROJECT, 'Lia', ['lead']);
  const { page, context } = await join(browser, PROJECT, 'Kim', ['annotator']);
  const editor = new EditorDriver(page);
  // What the worker has not come to yet is not in the queue.
  await expect
    .poll(async () => {
      const ready = await lead.page.request.get(`/api/v1/projects/${PROJECT}/formulas?state=ready`);
      return ((await ready.json()) as { items: unknown[] }).items.length;
    })
    .toBeGreaterThan(2);
  await page.goto(`/p/${PROJECT}/work`);
  await editor.ready();
  const canvas = page.locator('[data-editor-region=canvas]');
  const said = page.locator('[data-editor-announcement]');
  await expect(canvas).toBeFocused();

  const known = new Set((await editor.symbols()).map(({ id }) => id));
  await editor.key('d');
  await expect(said).toContainText('The pen is in hand');
  for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowRight']) await editor.key(key);
  await expect(said).toContainText('Box at');
  await editor.key('Enter');
  await expect(page.locator('[data-editor-field=class-filter]')).toBeFocused();
  await page.keyboard.type(NEW_CLASS);
  await editor.key('Enter');
  const fresh = (await editor.symbols()).filter(({ id }) => !known.has(id));
  expect(fresh).toEqual([{ id: expect.any(String), class: NEW_CLASS }]);
  await editor.saved();

  // What comes over the editor gives the keyboard back to the picture.
  for (const [opens, field] of [
    ['?', 'searchbox'],
    ['Control+k', 'combobox'],
  ] as const) {
    await editor.key(opens);
    await expect(page.getByRole('dialog').getByRole(field).first()).toBeFocused();
    await editor.key('Escape');
    await expect(canvas).toBeFocused();
  }

  // Tab is kept on the canvas while anything is uncertain; Escape with nothing selected lets it go.
  await expect(canvas).toBeFocused();
  await editor.key('Escape');
  await editor.key('Escape');
  await expect(said).toHaveText('Tab now leaves the picture.');
  await editor.key('Tab');
  await expect(canvas).not.toBeFocused();
  await editor.key('Shift+Tab');
  await expect(canvas).toBeFocused();

  // The mouse leaves the keyboard where it is: Enter after a click is meant for the stage, and not for that button again.
  for (const button of ['Zoom in', 'Undo', 'Redo']) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(canvas).toBeFocused();
  }

  // Where nothing is uncertain the first Tab says so, and Enter still means the stage and no button outside.
  await editor.key('a');
  await editor.key('Tab');
  await expect(page.locator('[data-editor-remark]')).toContainText('unsure of nothing more');
  await expect(canvas).toBeFocused();
  await editor.key('Enter');
  await expect(page.locator('[data-editor-remark]')).toBeHidden();
  await context.close();
  await lead.context.close();
});
