import { expect, test, type Page } from '@playwright/test';
import { e2eServer } from '@/tests/support/e2e-server';

/** The page that is measured from outside keeps its contract; how fast it is, is for `bench editor` to say. */

const BOXES = 60;
const MIDDLE = BOXES / 2;

async function open(page: Page, n: number | string = BOXES): Promise<void> {
  const { url } = e2eServer();
  await page.goto(`${url}/bench/canvas?n=${n}`);
  await page.waitForFunction(() => window.__canvasProbe !== undefined);
  await page.evaluate(() => window.__canvasProbe?.ready);
}

const rectOf = (page: Page, i: number) => page.evaluate((index) => window.__canvasProbe!.boxRect(index), i);
const symbols = (page: Page) => page.evaluate(() => window.__formularyEditor!.symbols().map(({ id }) => id));
const selection = async (page: Page) =>
  (await page.locator('[data-editor-region=canvas]').getAttribute('data-selection')) ?? '';

async function middleOf(page: Page, i: number) {
  const { x, y, width, height } = await rectOf(page, i);
  return { x: x + width / 2, y: y + height / 2 };
}

test('it is the editor with N boxes, open to whoever measures it, and ready when it says so', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await open(page);
  expect(await page.evaluate(() => window.__canvasProbe!.loadStart)).toBeGreaterThan(0);
  expect(await symbols(page)).toHaveLength(BOXES);
  await expect(page.locator('[data-stage-tab]')).toHaveCount(4);
  await expect(page.locator('[data-editor-field=latex]')).toBeVisible();
  await expect(page.locator('[data-save-state=saved]')).toBeVisible();
  expect(errors).toEqual([]);
});

test('what comes around the picture leaves it where it was', async ({ page }) => {
  await open(page);
  const first = await rectOf(page, 0);
  await expect(page.locator('[data-stage-tab]')).toHaveCount(4);
  await expect(page.getByRole('contentinfo')).toBeVisible();
  expect(await rectOf(page, 0)).toEqual(first);
});

test('a click selects the box that is there, whichever it is', async ({ page }) => {
  await open(page);
  const ids = await symbols(page);
  for (const i of [0, 7, MIDDLE, MIDDLE + 1, BOXES - 1]) {
    const { x, y } = await middleOf(page, i);
    await page.mouse.click(x, y);
    await expect.poll(() => selection(page)).toBe(ids[i]);
  }
});

test('the mouse drags the two boxes in the middle, and one key takes it back', async ({ page }) => {
  await open(page);
  for (const i of [MIDDLE, MIDDLE + 1]) {
    const before = await rectOf(page, i);
    const { x, y } = await middleOf(page, i);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 4, y + 5);
    await page.mouse.move(x + 8, y + 10);
    await page.mouse.up();
    const after = await rectOf(page, i);
    expect(after.x - before.x).toBeCloseTo(8, 0);
    expect(after.y - before.y).toBeCloseTo(10, 0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => rectOf(page, i)).toEqual(before);
  }
});

test('the wheel with Control zooms to the pointer', async ({ page }) => {
  await open(page);
  const before = await rectOf(page, MIDDLE);
  const at = await middleOf(page, MIDDLE);
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await rectOf(page, MIDDLE)).width).toBeGreaterThan(before.width * 1.2);
  const now = await middleOf(page, MIDDLE);
  expect(now.x).toBeCloseTo(at.x, 0);
  expect(now.y).toBeCloseTo(at.y, 0);
});

test('a box is asked for that is not there, or a number that is none', async ({ page }) => {
  await open(page);
  const refused = await page.evaluate((count) => {
    try {
      window.__canvasProbe!.boxRect(count);
      return null;
    } catch (error) {
      return (error as Error).name;
    }
  }, BOXES);
  expect(refused).toBe('RangeError');
  const { url } = e2eServer();
  for (const n of ['0', '-3', 'many', '5001', '2.5']) {
    const response = await fetch(`${url}/bench/canvas?n=${n}`);
    expect(response.status, n).toBe(404);
  }
});
