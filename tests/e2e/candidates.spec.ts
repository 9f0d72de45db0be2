import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { EditorPayloadSchema } from '@/lib/domain/editor-payload';
import { drawFormula } from '@/models/synthesis';
import { join, type Person } from '@/tests/support/browser/people';
import { e2eServer } from '@/tests/support/e2e-server';
import { HttpSession } from '@/tests/support/http-session';
import { pidsOf } from '@/tests/support/server-process';

/** An engineer brings a candidate, releases it, takes it back, and looks at what the models saw. */
test.describe.configure({ mode: 'serial' });

const PROJECT = `candidates-${Date.now()}`;
const VERSION = `e2e-${Date.now()}`;
/** The shipped aligner, whatever the release names. */
const weights = path.join('models', 'weights');
const release = JSON.parse(readFileSync(path.join(weights, 'release.json'), 'utf8')) as { aligner: string };
const folder = path.join(weights, 'aligner', release.aligner);
const card = JSON.parse(readFileSync(path.join(folder, 'card.json'), 'utf8')) as {
  name: string;
  version: string;
  licence: string;
};
const SHIPPED = `${card.name}@${card.version}`;
const OWN = `${card.name}@${VERSION}`;

let engineer: Person;
let lead: Person;
let formulaId: string;

/** A project of its own with one formula: what is released in it disturbs no other test. */
async function setUpProject(): Promise<string> {
  const { url, administrator } = e2eServer();
  const session = new HttpSession(url);
  expect(await session.signIn(administrator.email, administrator.password)).toBeNull();
  const post = async (route: string, type: string, body: string | Buffer) => {
    const response = await session.send(`/api/v1/${route}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: body as BodyInit,
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return (await response.json()) as Record<string, unknown>;
  };
  const json = 'application/json';
  await post('projects', json, JSON.stringify({ slug: PROJECT, name: 'Candidates', classes: ['x'] }));
  const { batchId } = await post(`projects/${PROJECT}/imports`, json, JSON.stringify({ source: 'test' }));
  const { image } = await drawFormula({ latex: 'x^{2}+1', style: { face: 'caveat' }, seed: PROJECT });
  const file = `imports/${String(batchId)}/files?path=square.png`;
  const added = await post(file, 'application/octet-stream', Buffer.from(image));
  return String(added.formulaId);
}

/** Who spoke last about the formula as the aligner. */
async function aligner(page: Page): Promise<string | undefined> {
  const response = await page.request.get(`/api/v1/formulas/${formulaId}`);
  if (response.status() !== 200) return undefined;
  return EditorPayloadSchema.parse(await response.json()).prediction?.content.candidates.aligner;
}

const asFile = (name: string, content: string | Buffer) => ({
  name,
  mimeType: name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
  buffer: Buffer.from(content),
});
const panel = (page: Page, title: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
/** Shipped candidates of several stages may have one name. */
const candidate = (page: Page, ref: string) => panel(page, 'Aligner').locator(`[data-candidate="${ref}"]`);
const ready = (page: Page) => expect(page.getByRole('button', { name: 'Choose files' })).toBeEnabled();

test.beforeAll(async ({ browser }) => {
  formulaId = await setUpProject();
  engineer = await join(browser, PROJECT, 'Erin', ['engineer']);
  lead = await join(browser, PROJECT, 'Lea', ['lead']);
  await expect.poll(() => aligner(lead.page)).toBe(SHIPPED);
});
test.afterAll(async () => {
  for (const person of [engineer, lead]) await person?.context.close();
});

test('a model that is none is refused where it was chosen, with the reason, and nothing is kept', async () => {
  const { page } = engineer;
  await page.goto(`/p/${PROJECT}/candidates`);
  await ready(page);
  await page
    .getByLabel('Choose files')
    .setInputFiles([asFile('card.json', JSON.stringify(card)), asFile('model.onnx', 'these are words')]);
  await page.getByRole('button', { name: 'Add candidate' }).click();
  const refusal = page.locator('[data-refused]');
  await expect(refusal.getByRole('alert')).toContainText('model.onnx');
  await expect(refusal).toContainText('Nothing was kept');

  await test.step('a card that is no JSON is refused too, and the model is still chosen', async () => {
    await page.getByLabel('Choose files').setInputFiles([asFile('card.json', '{')]);
    await page.getByRole('button', { name: 'Add candidate' }).click();
    await expect(refusal.getByRole('alert')).toContainText('card.json must be JSON');
    await expect(panel(page, 'Add a candidate').getByText('1 kB')).toHaveCount(2);
  });
  await page.reload();
  await expect(panel(page, 'Aligner').locator('[data-candidate]')).toHaveCount(1);
});

test('a candidate that fits is checked, added and shown with its card', async () => {
  const { page } = engineer;
  await ready(page);
  await page
    .getByLabel('Choose files')
    .setInputFiles([
      asFile('card.json', JSON.stringify({ ...card, version: VERSION })),
      asFile('model.onnx', await readFile(path.join(folder, 'model.onnx'))),
    ]);
  await page.getByRole('button', { name: 'Add candidate' }).click();
  await expect(page.getByText('The candidate was checked and added.')).toBeVisible();
  await expect(candidate(page, OWN)).toContainText('Not evaluated yet');

  await candidate(page, OWN).getByRole('link', { name: VERSION }).click();
  await expect(page.locator('h1')).toContainText(VERSION);
  await expect(page.getByText(card.licence).first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'card.json' }).click();
  const saved = await (await download).path();
  expect(JSON.parse(await readFile(saved, 'utf8'))).toMatchObject({ stage: 'aligner', version: VERSION });
});

test('a lead sees the candidates and changes none', async () => {
  const { page } = lead;
  await page.goto(`/p/${PROJECT}/candidates`);
  await expect(candidate(page, OWN)).toBeVisible();
  for (const name of ['Release …', 'Choose files', 'Roll back …']) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
});

test('an unmeasured candidate is released only with a reason; untouched formulas are predicted by it', async () => {
  const { page } = engineer;
  await page.goto(`/p/${PROJECT}/candidates`);
  await candidate(page, OWN).getByRole('button', { name: 'Release …' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('never evaluated');
  await expect(dialog).toContainText(card.licence);
  const submit = dialog.getByRole('button', { name: 'Release', exact: true });
  await dialog.getByLabel('Note').fill('tried end to end');
  await expect(submit).toBeDisabled();
  await dialog.getByLabel('Because').fill('the same weights under another version');
  await submit.click();
  await expect(page.getByText('Aligner: the release is in use from now on.')).toBeVisible();
  await expect(panel(page, 'Aligner')).toContainText('released by Erin');
  // The button that had the keyboard is gone: what came of it has it now.
  await expect(page.locator(':focus')).toContainText('is in use from now on');
  await expect(panel(page, 'Aligner')).toContainText('tried end to end');
  await expect(candidate(page, OWN)).toContainText('In use');
  await expect.poll(() => aligner(lead.page)).toBe(OWN);
});

test('one click and a confirmation roll it back, and the history keeps both', async () => {
  const { page } = engineer;
  await panel(page, 'Aligner').getByRole('button', { name: 'Roll back …' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`Go back to ${SHIPPED}`);
  await dialog.getByRole('button', { name: 'Roll back', exact: true }).click();
  await expect(candidate(page, SHIPPED)).toContainText('In use');
  await expect(panel(page, 'Releases').locator('tbody tr')).toHaveCount(2);
  await expect(panel(page, 'Releases')).toContainText('Because: the same weights under another version');
  await expect(panel(page, 'Aligner').getByRole('button', { name: 'Roll back …' })).toHaveCount(0);
  await expect.poll(() => aligner(lead.page)).toBe(SHIPPED);
});

/** Whether the heat map over the picture has anything in it. */
const isWarm = (map: Locator) =>
  map.evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels.some((value, index) => index % 4 === 3 && value > 128);
  });

test('a lead follows the link of a formula to what the models saw of it', async () => {
  const { page } = lead;
  await page.goto(`/p/${PROJECT}/formulas/${formulaId}`);
  await page.getByRole('link', { name: 'What the models saw' }).click();
  await expect(page.locator('[data-heat-map]')).toBeVisible();
  await expect.poll(() => isWarm(page.locator('[data-heat-map]'))).toBe(true);
  expect(await page.locator('[data-peak]').count()).toBeGreaterThan(2);

  await test.step('symbols are walked with the arrow keys, each with its classes', async () => {
    const list = page.getByRole('listbox', { name: 'Symbols' });
    await list.focus();
    await page.keyboard.press('Home');
    await expect(list.getByRole('option', { selected: true })).toHaveText(/^1/);
    await page.keyboard.press('ArrowDown');
    await expect(list.getByRole('option', { selected: true })).toHaveText(/^2/);
    const inContext = page.getByRole('region', { name: 'In context (aligner)' });
    await expect(inContext.getByRole('listitem')).toHaveCount(6);
    await expect(inContext).toContainText('%');
    await expect(page.locator('[data-place]').first()).toBeVisible();
  });

  await test.step('the converter shows its tokens with the rule that wrote each, and the label as it looks', async () => {
    const tokens = page.getByRole('region', { name: 'Tokens' });
    await expect(tokens.getByRole('button').first()).toContainText('symbol');
    await expect(page.locator('[data-latex-rendering]')).toBeVisible();
  });

  await test.step('another set of candidates stands beside the first, and the address keeps it', async () => {
    await page.getByRole('button', { name: 'Compare with other candidates' }).click();
    await page.getByLabel('Candidates B: Aligner').selectOption({ label: `${card.name} ${VERSION}` });
    await expect(page).toHaveURL(/compare=1.*b-aligner=/);
    await page.reload();
    await expect(page.locator('[data-heat-map]')).toHaveCount(2);
    await expect(page.getByLabel('Candidates B: Aligner')).toContainText(VERSION);
  });
});

test('while the models are away the view says so, and goes on when they are back', async () => {
  const { page } = lead;
  const { worker } = await pidsOf(e2eServer().home);
  process.kill(worker!, 'SIGKILL');
  await page.goto(`/p/${PROJECT}/formulas/${formulaId}/debug`);
  await expect(page.getByText('The models cannot be reached', { exact: true })).toBeVisible();
  await expect(async () => {
    const again = page.getByRole('button', { name: 'Try again' });
    if (await again.isVisible()) await again.click({ timeout: 1000 });
    await expect(page.locator('[data-heat-map]')).toBeVisible({ timeout: 2000 });
  }).toPass();
});
