import type { Page } from '@playwright/test';
import { quantile } from '@/lib/domain/metrics/ratios';
import { during } from './recorder';
import type { PageTimes } from './types';

const DRAG_MOVES = 60;
const ZOOMS = 30;
const SELECTS = 20;
const UNDOS = 20;

const both = (values: readonly number[]) => ({ p50: quantile(values, 0.5), p95: quantile(values, 0.95) });

async function middleOf(page: Page, i: number): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await page.evaluate((index) => window.__canvasProbe!.boxRect(index), i);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Bytes of JavaScript heap that are in use after a collection. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/**
 * Waits for the end of the next frame, as a person does who looks before going on. A stream of presses faster than
 * that makes the browser put off its frames, and what is measured is how long it does.
 */
async function seen(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(null);
        }),
      ),
  );
}

async function select(page: Page, boxes: number) {
  const middle = Math.floor(boxes / 2);
  const points = [await middleOf(page, middle), await middleOf(page, middle + 1)];
  const { inputs } = await during(page, async () => {
    for (let count = 0; count < SELECTS; count++) {
      const { x, y } = points[count % 2]!;
      await page.mouse.click(x, y);
      await seen(page);
    }
  });
  return both(inputs.pointerdown ?? []);
}

async function drag(page: Page, boxes: number) {
  const { x, y } = await middleOf(page, Math.floor(boxes / 2));
  await page.mouse.move(x, y);
  await page.mouse.down();
  // The first step of a drag is on its way before what is measured begins.
  await page.mouse.move(x + 6, y + 3);
  const { inputs, frames } = await during(page, async () => {
    for (let move = 1; move <= DRAG_MOVES; move++) {
      const angle = (move / DRAG_MOVES) * 2 * Math.PI;
      await page.mouse.move(x + 6 * Math.cos(angle), y + 6 * Math.sin(angle));
    }
  });
  await page.mouse.up();
  return { drag: both(inputs.pointermove ?? []), dragFrame: both(frames) };
}

async function zoom(page: Page, boxes: number) {
  const { x, y } = await middleOf(page, Math.floor(boxes / 2));
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  const { inputs } = await during(page, async () => {
    for (let count = 0; count < ZOOMS; count++) {
      await page.mouse.wheel(0, count % 2 === 0 ? -60 : 60);
      await seen(page);
    }
  });
  await page.keyboard.up('Control');
  return both(inputs.wheel ?? []);
}

async function undo(page: Page, boxes: number): Promise<number> {
  const { x, y } = await middleOf(page, Math.floor(boxes / 2));
  await page.mouse.click(x, y);
  for (let count = 0; count < UNDOS; count++) await page.keyboard.press('ArrowRight');
  await page.keyboard.down('Control');
  const { inputs } = await during(page, async () => {
    for (let count = 0; count < UNDOS; count++) {
      await page.keyboard.press('z');
      await seen(page);
    }
  });
  await page.keyboard.up('Control');
  return (inputs.keydown ?? []).reduce((sum, time) => sum + time, 0);
}

/** What comes after the first frame (lists, rules) is not to be in what is measured next: waits for leisure. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let calm = 0;
        const check = (deadline: IdleDeadline) => {
          calm = deadline.timeRemaining() > 8 ? calm + 1 : 0;
          if (calm >= 5) resolve();
          else requestIdleCallback(check);
        };
        requestIdleCallback(check);
      }),
  );
}

/** Measures an open page with `boxes` boxes through its probe, with real input; the same for editor and floor. */
export async function measurePage(page: Page, boxes: number): Promise<PageTimes> {
  await page.waitForFunction(() => window.__recorder.load !== null);
  const load = await page.evaluate(async () => (await window.__recorder.load) ?? NaN);
  await settled(page);
  const selected = await select(page, boxes);
  const { drag: dragged, dragFrame } = await drag(page, boxes);
  const zoomed = await zoom(page, boxes);
  const undo20 = await undo(page, boxes);
  return {
    load,
    select: selected,
    drag: dragged,
    dragFrame,
    zoom: zoomed,
    undo20,
    heapBytes: await heapOf(page),
  };
}
