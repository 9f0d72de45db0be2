import { expect, test, type Page } from '@playwright/test';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join, type Person } from '@/tests/support/browser/people';

/**
 * Two people talk about a formula: an annotator asks about a symbol and says that help is needed; the lead is told
 * so at home, answers, settles it, and the formula is back in the queue.
 */
test.describe.configure({ mode: 'serial' });

const PROJECT = 'sample';
let annotator: Person;
let lead: Person;
const people: Person[] = [];
let leadName: string;
let formula: { id: string; name: string };
let asked: string;

test.beforeAll(async ({ browser }) => {
  leadName = `Lina-${Date.now()}`;
  people.push((lead = await join(browser, PROJECT, leadName, ['lead'])));
  people.push((annotator = await join(browser, PROJECT, 'Mina', ['annotator'])));
});
test.afterAll(async () => {
  for (const person of people) await person.context.close();
});

const field = (page: Page) => page.getByRole('textbox', { name: /^Comment: / });
const comment = (page: Page, text: string) => page.locator('[data-comment]').filter({ hasText: text });

/** What the server knows of the talk about the formula. */
async function said(page: Page) {
  const response = await page.request.get(`/api/v1/formulas/${formula.id}/comments`);
  expect(response.status()).toBe(200);
  return (await response.json()) as {
    comments: { text: string; symbol: { id: string } | null; resolved: unknown }[];
    flags: { kind: string }[];
  };
}

test('an annotator asks about a symbol, with the keyboard', async () => {
  const { page } = annotator;
  const editor = new EditorDriver(page);
  await expect
    .poll(async () => {
      const ready = await lead.page.request.get(`/api/v1/projects/${PROJECT}/formulas?state=ready`);
      return ((await ready.json()) as { items: unknown[] }).items.length;
    })
    .toBeGreaterThan(2);
  await page.goto(`/p/${PROJECT}/work`);
  await editor.ready();
  const { formula: open } = await editor.stored();
  formula = open;
  const [symbol] = await editor.symbols();
  await editor.select(symbol!.id);
  asked = symbol!.id;
  await editor.key('Shift+C');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(`Is this right, @${leadName.slice(0, -2)}`);
  await expect(page.getByRole('option', { name: leadName })).toBeVisible();
  await editor.key('Enter');
  await expect(field(page)).toHaveValue(`Is this right, @${leadName} `);
  await editor.key('Enter');
  await expect(comment(page, 'Is this right')).toBeVisible();
  await expect(field(page)).toHaveValue('');
  expect((await said(page)).comments).toMatchObject([
    { text: `Is this right, @${leadName}`, symbol: { id: asked }, resolved: null },
  ]);
  await expect(page.locator(`[data-symbol="${asked}"]`)).toHaveAccessibleName(/1 open comment/);
});

test('words written while the server is away are kept, and arrive once', async () => {
  const { page, context } = annotator;
  const editor = new EditorDriver(page);
  // The field keeps the focus: people write more than one sentence.
  await expect(field(page)).toBeFocused();
  await context.setOffline(true);
  await page.keyboard.type('And this was said offline.');
  await editor.key('Enter');
  await expect(page.getByText('Not sent yet: the server cannot be reached.')).toBeVisible();
  await expect(field(page)).toHaveValue('And this was said offline.');
  await context.setOffline(false);
  await expect(comment(page, 'said offline')).toBeVisible();
  await expect(field(page)).toHaveValue('');
  expect((await said(page)).comments.filter(({ text }) => text.includes('offline'))).toHaveLength(1);
});

test('what a deleted symbol was asked stays; undo brings the symbol back', async () => {
  const { page } = annotator;
  const editor = new EditorDriver(page);
  await editor.key('Escape');
  await editor.select(asked);
  await editor.key('Delete');
  await expect(comment(page, 'Is this right')).toContainText('deleted');
  await editor.key('Control+z');
  await expect(comment(page, 'Is this right').getByRole('button', { name: /Go to symbol/ })).toBeVisible();
});

test('help is asked for, and the next formula is there', async () => {
  const { page } = annotator;
  const editor = new EditorDriver(page);
  await editor.saved();
  await editor.key('f');
  await editor.key('3');
  await page.keyboard.type('Two readings are possible.');
  await editor.key('Enter');
  await page.waitForFunction((id) => !window.location.pathname.includes(id), formula.id);
  await editor.ready();
  expect((await said(page)).flags).toMatchObject([{ kind: 'needs_help' }]);
});

test('the lead finds both at home, answers, settles and clears', async () => {
  const { page } = lead;
  const editor = new EditorDriver(page);
  await page.goto(`/p/${PROJECT}`);
  await expect(page.getByRole('heading', { name: 'You were mentioned' })).toBeVisible();
  await expect(page.getByText(/formulas? (was|were) flagged/)).toBeVisible();
  await page.goto(`/p/${PROJECT}/formulas?flag=needs_help&comments=open`);
  await expect(page.getByRole('link', { name: `Open ${formula.name}` })).toContainText('Needs help');
  await page.goto(`/p/${PROJECT}`);
  await page.getByRole('link', { name: /Is this right/ }).click();
  await editor.ready();

  const question = comment(page, 'Is this right');
  await expect(question).toContainText('mentions you');
  await question.getByRole('button', { name: 'Answer' }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('Yes, it is.');
  await editor.key('Enter');
  await expect(comment(page, 'Yes, it is.')).toBeVisible();
  await question.getByRole('button', { name: 'Resolve' }).click();
  await expect(question).toBeHidden();
  await page.getByRole('button', { name: 'Show 1 resolved' }).click();
  await expect(question).toContainText('resolved by');

  await page.locator('[data-flags="needs_help"]').click();
  await expect(page.getByText('Two readings are possible.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear flag' }).click();
  await expect(page.locator('[data-flags]')).toHaveCount(0);
  const { comments, flags } = await said(page);
  expect(flags).toEqual([]);
  expect(comments.map(({ text, resolved }) => [text, resolved !== null])).toEqual([
    [`Is this right, @${leadName}`, true],
    ['And this was said offline.', false],
    ['Yes, it is.', false],
  ]);
  // Seen is seen.
  await page.goto(`/p/${PROJECT}`);
  await expect(page.getByText(`Hello, ${leadName}`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'You were mentioned' })).toHaveCount(0);
});

test('what cannot be read is skipped with that reason, and a lead decides', async () => {
  const { page } = annotator;
  const editor = new EditorDriver(page);
  const { formula: unreadable } = await editor.stored();
  await editor.key('s');
  await page.getByRole('button', { name: 'Unreadable' }).click();
  await page.waitForFunction((id) => !window.location.pathname.includes(id), unreadable.id);
  await lead.page.goto(`/p/${PROJECT}/review?flag=unreadable`);
  const row = lead.page.getByRole('listitem').filter({ hasText: unreadable.name });
  await expect(row.first()).toContainText('Unreadable');
  await lead.page.getByRole('button', { name: `Back to the queue: ${unreadable.name}` }).click();
  await expect(lead.page.getByRole('link', { name: unreadable.name })).toHaveCount(0);
  const state = await lead.page.request.get(`/api/v1/formulas/${unreadable.id}`);
  expect(await state.json()).toMatchObject({ formula: { state: 'ready' }, talk: { flags: [] } });
});
