import { expect, test, type Page } from '@playwright/test';
import { e2eServer } from '@/tests/support/e2e-server';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join, type Person } from '@/tests/support/browser/people';
import { isAlive, pidsOf } from '@/tests/support/server-process';

/**
 * What gets in the way of an annotator's work: no network, an expired session, a server that is started anew, a
 * second tab, another person. Each is said on the screen, and nothing that was done is lost.
 */
const PROJECT = 'sample';

let lead: Person;
let annotator: Person;

const stateOf = (page: Page) => page.locator('[data-save-state]');
const banner = (page: Page, text: string) => page.getByText(text).first();

test.beforeEach(async ({ browser }) => {
  lead = await join(browser, PROJECT, 'Lena', ['lead']);
  annotator = await join(browser, PROJECT, 'Ari', ['annotator']);
  // What the worker has not come to yet is not in the queue.
  await expect
    .poll(async () => {
      const ready = await lead.page.request.get(`/api/v1/projects/${PROJECT}/formulas?state=ready`);
      return ((await ready.json()) as { items: unknown[] }).items.length;
    })
    .toBeGreaterThan(4);
});
test.afterEach(async () => {
  for (const { context } of [lead, annotator]) await context.close();
});

/** Opens the next formula of one's queue; gives the driver and its first symbol. */
async function atWork(page: Page): Promise<{ editor: EditorDriver; id: string; was: string }> {
  const editor = new EditorDriver(page);
  await page.goto(`/p/${PROJECT}/work`);
  await editor.ready();
  await editor.stage('recognizer');
  const [first] = await editor.symbols();
  if (!first) throw new Error('the formula has no symbols');
  return { editor, id: first.id, was: first.class };
}

/** Gives a symbol another class, by its row in the list. */
async function relabel(page: Page, editor: EditorDriver, id: string, name: string): Promise<void> {
  await page.locator(`[data-symbol="${id}"]`).click();
  await editor.chooseClass(name);
}

const storedClass = async (editor: EditorDriver, id: string) => {
  const { annotation } = await editor.stored();
  return Object.values(annotation.value.symbols).find((symbol) => symbol.id === id)?.class;
};

test('without a network the work goes on, outlives the tab, and is saved when the network is back', async () => {
  const { page, context } = annotator;
  const { editor, id } = await atWork(page);
  const address = page.url();
  await context.setOffline(true);
  await relabel(page, editor, id, '\\beta');
  await expect(stateOf(page)).toHaveAttribute('data-save-state', 'offline');
  await expect(banner(page, 'The server cannot be reached')).toBeVisible();
  await relabel(page, editor, id, '\\gamma');
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(address);
  const reopened = new EditorDriver(again);
  await reopened.ready();
  expect((await reopened.symbols()).find((symbol) => symbol.id === id)?.class).toBe('\\gamma');
  await reopened.saved();
  expect(await storedClass(reopened, id)).toBe('\\gamma');
});

test('a network that comes back while one works is noticed by itself', async () => {
  const { page, context } = annotator;
  const { editor, id } = await atWork(page);
  await context.setOffline(true);
  await relabel(page, editor, id, '\\beta');
  await expect(stateOf(page)).toHaveAttribute('data-save-state', 'offline');
  await context.setOffline(false);
  await editor.saved();
  expect(await storedClass(editor, id)).toBe('\\beta');
  await expect(banner(page, 'The server cannot be reached')).toBeHidden();
});

test('an expired session asks to sign in again beside the work, and then saves what was kept', async () => {
  const { page, context, email, password } = annotator;
  const { editor, id } = await atWork(page);
  await context.clearCookies();
  await relabel(page, editor, id, '\\beta');
  await expect(stateOf(page)).toHaveAttribute('data-save-state', 'signed_out');
  const [beside] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in' }).click(),
  ]);
  await beside.getByLabel('Email').fill(email);
  await beside.getByLabel('Password').fill(password);
  await beside.locator('form button[type=submit]').click();
  await beside.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await editor.saved();
  expect(await storedClass(editor, id)).toBe('\\beta');
});

test('another person who signs in beside it does not save it as their own', async () => {
  const { page, context, email, password } = annotator;
  const { editor, id, was } = await atWork(page);
  await context.clearCookies();
  await relabel(page, editor, id, '\\beta');
  await expect(stateOf(page)).toHaveAttribute('data-save-state', 'signed_out');
  const signIn = async (person: { email: string; password: string }) => {
    const beside = await context.newPage();
    await beside.goto('/sign-in');
    await beside.getByLabel('Email').fill(person.email);
    await beside.getByLabel('Password').fill(person.password);
    await beside.locator('form button[type=submit]').click();
    await beside.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await beside.close();
  };
  await signIn(lead);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(stateOf(page)).toHaveAttribute('data-save-state', 'signed_out');
  expect(await storedClass(editor, id)).toBe(was);
  await context.clearCookies();
  await signIn({ email, password });
  await page.getByRole('button', { name: 'Try again' }).click();
  await editor.saved();
  expect(await storedClass(editor, id)).toBe('\\beta');
});

test('a server that is started anew is waited for', async () => {
  const { page } = annotator;
  const { editor, id } = await atWork(page);
  const { web } = await pidsOf(e2eServer().home);
  if (!web) throw new Error('the web process is not named');
  process.kill(web, 'SIGKILL');
  await expect.poll(() => isAlive(web)).toBe(false);
  await relabel(page, editor, id, '\\beta');
  await editor.saved();
  expect(await storedClass(editor, id)).toBe('\\beta');
});

test('of two tabs one edits, the other follows, and may take over', async () => {
  const { page, context } = annotator;
  const { editor, id } = await atWork(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(stateOf(second)).toHaveAttribute('data-save-state', 'following');
  await expect(banner(second, 'You have this formula open in another tab')).toBeVisible();
  const follower = new EditorDriver(second);
  const classIn = async (driver: EditorDriver) =>
    (await driver.symbols()).find((symbol) => symbol.id === id)?.class;
  await relabel(page, editor, id, '\\beta');
  await expect.poll(() => classIn(follower)).toBe('\\beta');
  await second.getByRole('button', { name: 'Edit here instead' }).click();
  await expect(stateOf(page)).toHaveAttribute('data-save-state', 'following');
  await follower.ready();
  await follower.stage('recognizer');
  await relabel(second, follower, id, '\\gamma');
  await follower.saved();
  await expect.poll(() => classIn(editor)).toBe('\\gamma');
  expect(await storedClass(follower, id)).toBe('\\gamma');
  await second.close();
  await expect(stateOf(page)).not.toHaveAttribute('data-save-state', 'following');
});

test('what is done after the formula went to somebody else becomes a draft that a lead applies', async () => {
  const { page, context } = annotator;
  const { editor, id } = await atWork(page);
  const { formulaId } = editor;
  await context.setOffline(true);
  await relabel(page, editor, id, '\\beta');
  await expect(stateOf(page)).toHaveAttribute('data-save-state', 'offline');
  const released = await lead.page.request.post(`/api/v1/formulas/${formulaId}/release`, {
    data: { anyone: true },
    headers: { origin: e2eServer().url },
  });
  expect(released.ok(), await released.text()).toBe(true);
  const leading = new EditorDriver(lead.page);
  await lead.page.goto(`/p/${PROJECT}/formulas/${formulaId}`);
  await leading.ready();

  await context.setOffline(false);
  await expect(stateOf(page)).toHaveAttribute('data-save-state', 'lease_lost');
  await expect(banner(page, 'You no longer hold this formula')).toBeVisible();
  await expect(banner(page, 'kept as a draft')).toBeVisible();
  expect(await storedClass(leading, id)).not.toBe('\\beta');

  await lead.page.reload();
  await lead.page.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => storedClass(leading, id)).toBe('\\beta');
});

test('what a lead changed meanwhile is shown before it is handed in, and then goes out', async () => {
  const { page } = annotator;
  const { editor, id } = await atWork(page);
  const { formulaId } = editor;
  const { annotation } = await editor.stored();
  const symbol = Object.values(annotation.value.symbols).find((one) => one.id === id);
  if (!symbol) throw new Error('the symbol is not stored');
  // A box, since a class would bring up a question of its own: the LaTeX does not say it.
  const { box } = symbol;
  const diff = { symbols: { updated: { [id]: { box: [box, { ...box, width: box.width + 1 }] } } } };
  const edit = { diff, source: 'user', action: 'symbol.resize', activeMs: 0, predictionId: null };
  const changed = await lead.page.request.post(`/api/v1/annotations/${annotation.id}/edits`, {
    data: { baseVersion: annotation.version, edits: [{ ...edit, id: crypto.randomUUID() }] },
    headers: { origin: e2eServer().url },
  });
  expect(changed.ok(), await changed.text()).toBe(true);

  await editor.key('Shift+Enter');
  await expect(banner(page, 'Somebody else changed')).toBeVisible();
  await expect(banner(page, 'Box of')).toBeVisible();
  expect(editor.formulaId).toBe(formulaId);
  await editor.saved();
  await editor.key('Shift+Enter');
  await expect.poll(() => editor.formulaId).not.toBe(formulaId);
});

test('who goes away and back finds the formula that was left, as it was left', async () => {
  const { page } = annotator;
  const { editor } = await atWork(page);
  const first = editor.formulaId;
  await editor.key('Shift+Enter');
  await expect.poll(() => editor.formulaId).not.toBe(first);
  await editor.ready();
  const second = editor.formulaId;
  await editor.stage('recognizer');
  const [symbol] = await editor.symbols();
  if (!symbol) throw new Error('the formula has no symbols');
  await relabel(page, editor, symbol.id, '\\beta');
  await editor.saved();

  await page.getByRole('navigation').getByRole('link').first().click();
  await page.waitForURL(`**/p/${PROJECT}`);
  await page.goBack();
  await editor.ready();
  expect(editor.formulaId).toBe(second);
  await expect(page.locator(`[data-formula="${second}"]`)).toHaveAttribute('data-mode', 'edit');
  expect(await editor.symbols()).toContainEqual({ id: symbol.id, class: '\\beta' });
});
