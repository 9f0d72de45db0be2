import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import type { FormulaSymbol } from '@/lib/domain/annotation/schema';
import { iou, union, type Box } from '@/lib/domain/geometry/box';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join } from '@/tests/support/browser/people';

const PROJECT = 'sample';

let page: Page;
let context: BrowserContext | undefined;
let editor: EditorDriver;

const symbols = async (): Promise<FormulaSymbol[]> => {
  await editor.saved();
  return Object.values((await editor.stored()).annotation.value.symbols);
};
const selection = async () =>
  ((await page.locator('[data-editor-region=canvas]').getAttribute('data-selection')) ?? '')
    .split(' ')
    .filter(Boolean);
const scale = async () =>
  Number(await page.locator('[data-editor-region=canvas]').getAttribute('data-scale'));
const remark = () => page.locator('[data-editor-remark]');

/** The darkest point of the picture within a box, as CSS pixels of the window. */
async function inkIn(symbol: FormulaSymbol): Promise<{ x: number; y: number }> {
  const payload = await editor.stored();
  const rect = await editor.rect(symbol.id);
  const at = await page.evaluate(
    async ({ url, box }) => {
      const picture = new Image();
      picture.src = url;
      await picture.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
      const drawing = canvas.getContext('2d')!;
      drawing.drawImage(picture, 0, 0);
      const [left, top] = [Math.round(box.x), Math.round(box.y)];
      const { data, width } = drawing.getImageData(left, top, Math.round(box.width), Math.round(box.height));
      let darkest = 0;
      for (let pixel = 0; pixel < data.length / 4; pixel++) {
        if (data[pixel * 4]! < data[darkest * 4]!) darkest = pixel;
      }
      return {
        x: ((darkest % width) + 0.5) / width,
        y: (Math.floor(darkest / width) + 0.5) / (data.length / 4 / width),
      };
    },
    { url: payload.formula.imageUrl, box: symbol.box },
  );
  return { x: rect.x + at.x * rect.width, y: rect.y + at.y * rect.height };
}

/** Two symbols side by side on the row, with paper between them, and nobody else's box over either. */
function neighbours(all: readonly FormulaSymbol[]): [FormulaSymbol, FormulaSymbol] | undefined {
  const clear = (symbol: FormulaSymbol) =>
    all.every((other) => other === symbol || iou(symbol.box, other.box) === 0);
  for (const right of all) {
    const left = all.find(({ id }) => right.place?.relation === 'Right' && id === right.place.parent);
    if (!left || !clear(left) || !clear(right)) continue;
    const gap = right.box.x - left.box.x - left.box.width;
    const around = union([left.box, right.box])!;
    const free = all.every((other) => other === left || other === right || iou(around, other.box) === 0);
    if (gap >= 3 && free && left.box.width > 8 && right.box.width > 8) return [left, right];
  }
  return undefined;
}

test.beforeAll(async ({ browser }) => {
  const lead = await join(browser, PROJECT, 'Bea', ['lead']);
  await expect
    .poll(async () => {
      const ready = await lead.page.request.get(`/api/v1/projects/${PROJECT}/formulas?state=ready`);
      return ((await ready.json()) as { items: unknown[] }).items.length;
    })
    .toBeGreaterThan(3);
  await lead.context.close();
  ({ page, context } = await join(browser, PROJECT, 'Ivo', ['annotator']));
  editor = new EditorDriver(page);
  await page.goto(`/p/${PROJECT}/work`);
  await editor.ready();
  // Until there is a formula with two symbols that stand clear of the others.
  for (let tries = 0; tries < 20 && !neighbours(await symbols()); tries++) {
    const before = editor.formulaId;
    await editor.key('Shift+Enter');
    await page.waitForFunction((id) => !location.pathname.includes(id), before);
    await editor.ready();
  }
});

test.afterAll(() => context?.close());

test('boxes are tightened, merged, split and copied, each with one key', async () => {
  const [left, right] = neighbours(await symbols())!;
  await editor.select(left.id);
  await editor.key('t');
  const tight = (await symbols()).find(({ id }) => id === left.id)!.box;
  // A rough box, a little off, is the same box again after the key.
  await editor.key('ArrowRight');
  await editor.key('ArrowDown');
  await editor.key('t');
  await expect.poll(async () => (await symbols()).find(({ id }) => id === left.id)!.box).toEqual(tight);
  await editor.key('t');
  await expect(remark()).toHaveText('Fits its ink already.');

  await editor.select(right.id);
  await editor.key('t');
  const other = (await symbols()).find(({ id }) => id === right.id)!.box;
  const count = (await symbols()).length;
  await page.keyboard.down('Shift');
  await editor.select(left.id);
  await page.keyboard.up('Shift');
  await editor.key('m');
  const merged = await symbols();
  expect(merged).toHaveLength(count - 1);
  expect(merged.map(({ box }) => box)).toContainEqual(union([tight, other]));

  await editor.key('k');
  const parts = await symbols();
  expect(parts).toHaveLength(count);
  const [first] = await selection();
  const one = parts.find(({ id }) => id === first)!;
  expect(one.class).toBe('?');
  expect(iou(one.box, tight)).toBeGreaterThan(0.9);
  await expect(page.locator('[data-editor-field=class-filter]')).toBeFocused();
  await editor.key('Escape');

  await editor.key('Control+d');
  await expect.poll(async () => (await symbols()).length).toBe(count + 1);
  expect(await selection()).not.toEqual([first]);
  for (let undone = 0; undone < 2; undone++) await editor.key('Control+z');
  await expect.poll(async () => (await symbols()).length).toBe(count - 1);
  await editor.key('Control+z');
  await expect.poll(async () => (await symbols()).length).toBe(count);
});

test('where the ink leaves no gap the line is placed by hand', async () => {
  const [left] = neighbours(await symbols())!;
  const count = (await symbols()).length;
  await editor.select(left.id);
  await editor.key('Shift+K');
  await expect(remark()).toContainText('Click where to split');
  await editor.key('ArrowLeft');
  await editor.key('Escape');
  await expect(remark()).toBeHidden();
  expect(await symbols()).toHaveLength(count);
  await editor.key('Shift+K');
  const rect = await editor.rect(left.id);
  await page.mouse.move(rect.x + rect.width * 0.4, rect.y + rect.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await expect.poll(async () => (await symbols()).length).toBe(count + 1);
  await editor.key('Escape');
  await editor.key('Control+z');
  await expect.poll(async () => (await symbols()).length).toBe(count);
});

test('a missed symbol is added with one click on its ink', async () => {
  const [left] = neighbours(await symbols())!;
  await editor.select(left.id);
  await editor.key('t');
  const missed = (await symbols()).find(({ id }) => id === left.id)!;
  const ink = await inkIn(missed);
  await editor.key('Delete');
  const before = await symbols();
  await editor.key('d');
  await page.mouse.click(ink.x, ink.y);
  await expect.poll(async () => (await symbols()).length).toBe(before.length + 1);
  const known = new Set(before.map(({ id }) => id));
  const added = (await symbols()).find(({ id }) => !known.has(id))!;
  expect(iou(added.box, missed.box)).toBeGreaterThan(0.8);
  // Its class is asked for: the keyboard is in the filter, and Escape brings it back to the picture.
  await expect(page.locator('[data-editor-field=class-filter]')).toBeFocused();
  await editor.key('Escape');
  await expect(page.locator('[data-editor-region=canvas]')).toBeFocused();
  // The same ink again is that symbol, and no second one.
  await editor.key('d');
  await page.mouse.click(ink.x, ink.y);
  await expect(remark()).toHaveText('This ink has a symbol already.');
  expect(await selection()).toEqual([added.id]);
  expect(await symbols()).toHaveLength(before.length + 1);
});

test('a loop of the lasso selects what is inside', async () => {
  const all = await symbols();
  const rects = await Promise.all(all.map(({ id }) => editor.rect(id)));
  const around = union(rects) as Box;
  await editor.key('q');
  const corners = [
    [around.x - 12, around.y - 12],
    [around.x + around.width + 12, around.y - 12],
    [around.x + around.width + 12, around.y + around.height + 12],
    [around.x - 12, around.y + around.height + 12],
  ] as const;
  await page.mouse.move(...corners[0]);
  await page.mouse.down();
  for (const corner of corners) await page.mouse.move(...corner, { steps: 5 });
  await page.mouse.up();
  expect((await selection()).sort()).toEqual(all.map(({ id }) => id).sort());
  await editor.key('Escape');
  await editor.key('Escape');
});

test('two fingers zoom where they are, one moves the paper, and a tap selects', async () => {
  const client = await context!.newCDPSession(page);
  await client.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id, radiusX: 5, radiusY: 5, force: 1 })),
    });
  await editor.key('0');
  const [left] = neighbours(await symbols())!;
  const rect = await editor.rect(left.id);
  const [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const before = await scale();
  await touch('touchStart', [x - 40, y], [x + 40, y]);
  await touch('touchMove', [x - 60, y], [x + 60, y]);
  await touch('touchMove', [x - 80, y], [x + 80, y]);
  await touch('touchEnd');
  await expect.poll(scale).toBeCloseTo(before * 2, 1);
  const zoomed = await editor.rect(left.id);
  expect(zoomed.x + zoomed.width / 2).toBeCloseTo(x, 0);
  expect(zoomed.width).toBeCloseTo(rect.width * 2, 0);
  expect(await symbols()).toContainEqual(expect.objectContaining({ id: left.id, box: left.box }));

  await touch('touchStart', [x, y]);
  await touch('touchEnd');
  await expect.poll(selection).toEqual([left.id]);
  const canvas = (await page.locator('[data-editor-region=canvas]').boundingBox())!;
  const paper: [number, number] = [canvas.x + canvas.width - 30, canvas.y + 30];
  await touch('touchStart', paper);
  await touch('touchMove', [paper[0] - 30, paper[1] + 10]);
  await touch('touchMove', [paper[0] - 60, paper[1] + 20]);
  await touch('touchEnd');
  await expect.poll(async () => (await editor.rect(left.id)).x).toBeCloseTo(zoomed.x - 60, 0);
  expect(await selection()).toEqual([left.id]);
  await touch('touchStart', paper);
  await touch('touchEnd');
  await expect.poll(selection).toEqual([]);
});
