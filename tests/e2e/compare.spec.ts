import { expect, test, type Page } from '@playwright/test';
import { plantComparison, type Planted } from '@/tests/support/browser/comparison';
import { join, type Person } from '@/tests/support/browser/people';

/** An engineer evaluates the release and a candidate that always says one class, and sees which is which. */
test.describe.configure({ mode: 'serial' });

const PROJECT = `compare-${Date.now()}`;
let engineer: Person;
let planted: Planted;
let comparison: string;

test.beforeAll(async ({ browser }) => {
  planted = await plantComparison(PROJECT);
  engineer = await join(browser, PROJECT, 'Eve', ['engineer']);
});
test.afterAll(async () => engineer?.context.close());

const rows = (page: Page) => page.locator('tr[data-evaluation]');
const metric = (page: Page, key: string) => page.locator(`tr[data-metric="${key}"]`);

test('two evaluations are started on the test split, and get done while one looks on', async () => {
  const { page } = engineer;
  for (const recognizer of ['', 'majority@1']) {
    await page.goto(`/p/${PROJECT}/evaluations`);
    await expect(page.getByLabel('Split')).toHaveValue('test');
    if (recognizer) await page.getByLabel('Recognizer').selectOption({ label: recognizer });
    await page.getByRole('button', { name: 'Start evaluation' }).click();
    await page.waitForURL(`**/p/${PROJECT}/evaluations/*-*`);
  }
  await page.getByRole('link', { name: 'All evaluations' }).click();
  await expect(rows(page)).toHaveCount(2);
  // The list asks again by itself.
  await expect(page.locator('[data-evaluation-status=done]')).toHaveCount(2, { timeout: 180_000 });
});

test('the two that were scored on the same formulas are chosen by keyboard and compared', async () => {
  const { page } = engineer;
  const [b, a] = [rows(page).nth(0), rows(page).nth(1)];
  await expect(b).toContainText('majority');
  await expect(page.getByRole('link', { name: 'Compare', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  for (const row of [a, b]) {
    await row.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await expect(row.getByRole('checkbox')).toBeChecked();
  }
  await page.getByRole('link', { name: 'Compare', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  comparison = page.url();
  expect(new URL(comparison).searchParams.get('a')).toBe(await evaluationOf(page, 'A'));
});

/** The evaluation that a side's heading leads to. */
async function evaluationOf(page: Page, side: string): Promise<string | undefined> {
  const heading = page.getByRole('heading', { level: 2 }).filter({ hasText: new RegExp(`^${side}`) });
  const href = await heading.getByRole('link').getAttribute('href');
  return href?.split('/').at(-1);
}

test('the majority class is exposed at a glance, and the release is not', async () => {
  const { page } = engineer;
  const notice = page.locator('[data-constant-like="b-recognizer"]');
  await expect(notice.getByRole('alert')).toContainText('majority@1 is no better than a constant prediction');
  await expect(notice).toContainText('Macro recall');
  await expect(page.locator('[data-constant-like="a-recognizer"]')).toHaveCount(0);
});

test('its top-1 is the constant baseline, and the paired difference lies wholly below 0', async () => {
  const { page } = engineer;
  const top1 = metric(page, 'recognizer.top1');
  const [, baseline] = /constant ([\d.]+%)/.exec(await top1.innerText()) ?? [];
  await expect(top1.getByRole('cell').nth(1)).toContainText(baseline ?? 'no baseline');
  const difference = await top1.getByRole('img', { name: /^B − A/ }).getAttribute('aria-label');
  const [, low, high] = /\[([−+\d.]+) – ([−+\d.]+)\]/.exec(difference ?? '') ?? [];
  const points = (text = '') => Number(text.replace('−', '-'));
  expect(points(low)).toBeLessThan(points(high));
  expect(points(high)).toBeLessThan(0);
  await expect(top1.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'worse');
  // The other stages are the same ones: nothing is said about them.
  await expect(metric(page, 'detector.f1_50').locator('[data-verdict]')).toHaveAttribute(
    'data-verdict',
    'no_difference',
  );
});

test('confidences are drawn as reliability plots side by side, and as tables', async () => {
  const { page } = engineer;
  for (const side of ['a', 'b']) {
    const plot = page.locator(`[data-reliability=${side}]`);
    await plot.scrollIntoViewIfNeeded();
    await expect(plot).toBeVisible();
    await expect(plot).toHaveAttribute('aria-label', /ECE/);
    await expect(plot.locator('circle').first()).toBeVisible();
  }
  await page.getByLabel('Whose confidence').selectOption({ label: 'The whole formula: nothing to correct' });
  await expect(page.locator('[data-reliability=a]')).toHaveAttribute('aria-label', /whole formula/);
  const table = page.getByText('As a table').first();
  await table.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Mean confidence' }).first()).toBeVisible();
});

test('classes sort, the worst first, and everything is called by one name', async () => {
  const { page } = engineer;
  const classes = page.locator('#classes');
  await expect(classes.locator('tbody tr').first()).toContainText('−100.0 pp');
  const support = classes.getByRole('button', { name: 'In truth' });
  await support.focus();
  await page.keyboard.press('Enter');
  await expect(classes.getByRole('columnheader', { name: 'In truth' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  // B says it for every symbol: its column of the confusion matrix holds all of B's.
  const said = page.locator('[data-confusion=b] thead th').filter({ hasText: planted.said });
  await expect(said.first()).toBeVisible();
});

test('the gallery lists the formulas in which A is right and B is wrong, and leads to what the models saw', async () => {
  const { page } = engineer;
  const gallery = page.locator('#gallery');
  await gallery.scrollIntoViewIfNeeded();
  await gallery.getByRole('button', { name: /^Classes/ }).click();
  const chosen = gallery.getByRole('button', { name: /^A right, B wrong/ });
  await expect(chosen).toHaveAttribute('aria-pressed', 'true');
  const count = Number((await chosen.innerText()).match(/\d+$/)?.[0]);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(planted.formulas);
  await expect(gallery.locator('[data-formula]')).toHaveCount(count);
  const card = gallery.locator('[data-formula]').first();
  await expect(card.getByRole('img', { name: /^A, \d+ boxes? right$/ })).toBeVisible();
  await expect(card.getByRole('img', { name: /^B, .*boxes? wrong/ })).toBeVisible();
  await expect(card.getByRole('link', { name: 'What the models saw' })).toHaveAttribute(
    'href',
    /\/debug\?.*b-recognizer=/,
  );
  await gallery.getByRole('button', { name: /^B right, A wrong/ }).click();
  await expect(gallery.getByText('There is no such formula.')).toBeVisible();
  // What is looked at stands in the address.
  await page.reload();
  await expect(gallery.getByRole('button', { name: /^B right, A wrong/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('one evaluation alone says its numbers, the constant ones and the aims', async () => {
  const { page } = engineer;
  await page.goto(`/p/${PROJECT}/evaluations/${new URL(comparison).searchParams.get('a')}`);
  const exprate = metric(page, 'endToEnd.exprate');
  await expect(exprate).toContainText('64.0%');
  await expect(exprate.getByRole('img')).toHaveAttribute('aria-label', /%/);
  await expect(page.getByText('Peak memory of the engine')).toBeVisible();
  await expect(page.getByText('Every formula was scored.')).toBeVisible();
});

test('what cannot be compared is said in a sentence', async () => {
  const { page } = engineer;
  await page.goto(`/p/${PROJECT}/compare`);
  await expect(page.getByText('Nothing to compare')).toBeVisible();
});
