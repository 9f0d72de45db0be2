import type { Browser, Page } from '@playwright/test';
import { benchFormula } from '@/components/editor/bench/bench-formula';
import { quantile } from '@/lib/domain/metrics/ratios';
import { progress } from '@/lib/cli/progress';
import { openFloor, type FloorInput } from './floor';
import { measurePage } from './measure';
import { record } from './recorder';
import { TIMES, type PageTimes, type SizeResult, type TimeName } from './types';

export const SIZES = [50, 300, 1000, 5000];

/** Times of the editor over those of bare canvas 2D that are aimed at. */
const AIMS: Record<number, SizeResult['aims']> = {
  1000: { load: 2, drag: 1.5, dragFrame: 1.5, zoom: 1.5, select: 1.5 },
  5000: { load: 2, drag: 2, dragFrame: 2, zoom: 2, select: 2, undo20: 2 },
};

/** The address of the picture on the editor's page, with the bytes in it, and where its canvas is. */
async function takeScene(page: Page): Promise<Pick<FloorInput, 'image' | 'canvas'>> {
  const canvas = await page.locator('[data-editor-region=canvas]').boundingBox();
  if (!canvas) throw new Error('the editor shows no canvas');
  const image = await page.evaluate(async () => {
    const picture = new Image();
    picture.src = document.documentElement.dataset.benchImage ?? '';
    await picture.decode();
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [picture.naturalWidth, picture.naturalHeight];
    copy.getContext('2d')?.drawImage(picture, 0, 0);
    return copy.toDataURL();
  });
  return { image, canvas };
}

async function withPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await record(page);
    return await work(page);
  } finally {
    await context.close();
  }
}

/** One round: the editor and then the floor, each in a window of its own. */
async function round(browser: Browser, url: string, boxes: number) {
  const { editor, scene } = await withPage(browser, async (page) => {
    await page.goto(`${url}/bench/canvas?n=${boxes}`);
    const times = await measurePage(page, boxes);
    return { editor: times, scene: await takeScene(page) };
  });
  const { symbols } = benchFormula(boxes, '', '').prediction!.content;
  const floor = await withPage(browser, async (page) => {
    await openFloor(page, { ...scene, boxes: symbols.map(({ box, class: sign }) => ({ ...box, sign })) });
    return measurePage(page, boxes);
  });
  return { editor, floor };
}

const single = (times: PageTimes, name: TimeName) => {
  const value = times[name];
  return typeof value === 'number' ? value : value.p50;
};

function medianTimes(rounds: readonly PageTimes[]): PageTimes {
  const median = (of: (times: PageTimes) => number) => quantile(rounds.map(of), 0.5);
  const pair = (name: 'dragFrame' | 'drag' | 'zoom' | 'select') => ({
    p50: median((times) => times[name].p50),
    p95: median((times) => times[name].p95),
  });
  return {
    load: median(({ load }) => load),
    dragFrame: pair('dragFrame'),
    drag: pair('drag'),
    zoom: pair('zoom'),
    select: pair('select'),
    undo20: median(({ undo20 }) => undo20),
    heapBytes: median(({ heapBytes }) => heapBytes),
  };
}

/** The editor against the floor with each number of boxes, in turns, so that what else the machine does touches both. */
export async function measureSizes(browser: Browser, url: string, rounds: number): Promise<SizeResult[]> {
  const shown = progress('rounds', SIZES.length * rounds);
  const results: SizeResult[] = [];
  for (const boxes of SIZES) {
    const times: { editor: PageTimes; floor: PageTimes }[] = [];
    for (let count = 0; count < rounds; count++) {
      times.push(await round(browser, url, boxes));
      shown.step();
    }
    const editor = medianTimes(times.map((one) => one.editor));
    const floor = medianTimes(times.map((one) => one.floor));
    const ratios = Object.fromEntries(
      TIMES.map((name) => [name, single(editor, name) / single(floor, name)]),
    ) as SizeResult['ratios'];
    results.push({ boxes, rounds, editor, floor, ratios, aims: AIMS[boxes] ?? {} });
  }
  shown.done();
  return results;
}
