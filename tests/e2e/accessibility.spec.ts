import { expect, test, type Page } from '@playwright/test';
import { PREFERENCE_COOKIES } from '@/lib/i18n/config';
import { seriousIssues } from '@/tests/support/browser/axe';
import { plantComparison } from '@/tests/support/browser/comparison';
import { EditorDriver } from '@/tests/support/browser/editor';
import { filledAddress, OWN_PAGES, PROJECT_PAGES, type PageSubjects } from '@/tests/support/browser/pages';
import { join, type Person } from '@/tests/support/browser/people';
import { e2eServer } from '@/tests/support/e2e-server';

/**
 * axe on every screen, and on everything that opens over the editor. Colours are the theme's and words the language's,
 * so that two looks hold both of each.
 */
const PROJECT = 'sample';
const LOOKS = [
  { theme: 'light', locale: 'en' },
  { theme: 'dark', locale: 'ko' },
] as const;
type Look = (typeof LOOKS)[number];

let lead: Person;
let annotator: Person;
let subjects: PageSubjects;

test.beforeAll(async ({ browser }) => {
  lead = await join(browser, PROJECT, 'Axel', ['lead', 'engineer']);
  annotator = await join(browser, PROJECT, 'Axa', ['annotator']);
  const { request } = lead.page;
  const list = async (what: string) => {
    const response = await request.get(`/api/v1/projects/${PROJECT}/${what}`);
    return ((await response.json()) as { items: { id: string }[] }).items;
  };
  await expect.poll(async () => (await list('formulas?state=ready')).length).toBeGreaterThan(3);
  await annotator.page.goto(`/p/${PROJECT}/work`);
  const editor = new EditorDriver(annotator.page);
  await editor.ready();
  const { snapshot } = await plantComparison(PROJECT, 1);
  const started = await request.post(`/api/v1/projects/${PROJECT}/evaluations`, {
    headers: { origin: e2eServer().url },
    data: { snapshotId: snapshot },
  });
  expect(started.status()).toBe(202);
  const { id: evaluation } = (await started.json()) as { id: string };
  const [candidate] = await list('candidates');
  subjects = { formula: editor.formulaId, snapshot, candidate: candidate?.id ?? '', evaluation };
});
test.afterAll(async () => {
  for (const { context } of [lead, annotator]) await context.close();
});

async function dress({ context }: Person, { theme, locale }: Look): Promise<void> {
  const { url } = e2eServer();
  await context.addCookies([
    { name: PREFERENCE_COOKIES.theme, value: theme, url },
    { name: PREFERENCE_COOKIES.locale, value: locale, url },
  ]);
}

async function expectSound(page: Page, what: string): Promise<void> {
  expect.soft(await seriousIssues(page), what).toEqual([]);
}

test('axe sees a fault that is there', async () => {
  const { page } = lead;
  await page.goto('/account');
  await page
    .locator('h1')
    .first()
    .evaluate((heading) => {
      heading.insertAdjacentHTML('afterend', '<button id="planted"></button><p style="color:#bbb">pale</p>');
    });
  const found = await seriousIssues(page);
  expect(found.some((issue) => issue.startsWith('button-name'))).toBe(true);
  expect(found.some((issue) => issue.startsWith('color-contrast'))).toBe(true);
});

for (const look of LOOKS) {
  const name = `${look.theme}, ${look.locale}`;

  test(`signed out: ${name}`, async ({ browser }) => {
    const context = await browser.newContext({ baseURL: e2eServer().url });
    const page = await context.newPage();
    await dress({ context, page, email: '', password: '' }, look);
    await page.goto('/sign-in');
    await expect(page.locator('form')).toBeVisible();
    await expectSound(page, `${name} /sign-in`);
    await context.close();
  });

  test(`every page: ${name}`, async () => {
    await dress(lead, look);
    const { page } = lead;
    const below = Object.entries(PROJECT_PAGES)
      .filter(([address, roles]) => roles.includes('lead') && address !== '/work')
      .map(([address]) => `/p/${PROJECT}${filledAddress(address, subjects)}`);
    for (const address of [...OWN_PAGES, ...below, '/nowhere']) {
      await page.goto(address);
      await expect(page.locator('h1').first(), address).toBeVisible();
      await expectSound(page, `${name} ${address}`);
    }
  });

  test(`the editor: ${name}`, async () => {
    await dress(annotator, look);
    const { page } = annotator;
    await page.goto(`/p/${PROJECT}/work`);
    const editor = new EditorDriver(page);
    await editor.ready();
    const [first] = await editor.symbols();
    await expectSound(page, `${name} on opening`);
    for (const stage of ['detector', 'recognizer', 'aligner', 'converter']) {
      await editor.stage(stage);
      if (first) await editor.select(first.id);
      await expectSound(page, `${name} ${stage}`);
    }
    await editor.stage('recognizer');
    await editor.key('/');
    await page.keyboard.type('x');
    await expect(page.locator('[role=option]').first()).toBeVisible();
    await expectSound(page, `${name} classes that fit`);
    await editor.key('Escape');

    await editor.key('Control+k');
    await expect(page.locator('[data-palette]')).toBeVisible();
    await expectSound(page, `${name} commands`);
    await editor.key('Escape');
    await expect(page.locator('[data-palette]')).toBeHidden();

    await editor.key('?');
    const sheet = page.locator('[data-help-sheet]');
    await expect(sheet).toBeVisible();
    await expectSound(page, `${name} keys`);
    await sheet.locator('button[aria-pressed]').click();
    await sheet.locator('[data-key-slot]').first().click();
    await expectSound(page, `${name} a key being changed`);
    await editor.key('Escape');
    await editor.key('Escape');
    await expect(sheet).toBeHidden();

    for (const key of ['s', 'f', 'Shift+C']) {
      await page.locator('[data-editor-region=canvas]').focus();
      await editor.key(key);
      await expectSound(page, `${name} ${key}`);
      await editor.key('Escape');
    }
  });
}
