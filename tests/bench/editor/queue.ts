import type { Browser, Page } from '@playwright/test';
import { quantile } from '@/lib/domain/metrics/ratios';
import { progress } from '@/lib/cli/progress';
import { join } from '@/tests/support/browser/people';
import { EditorDriver } from '@/tests/support/browser/editor';
import { HttpSession } from '@/tests/support/http-session';
import type { E2eServer } from '@/tests/support/e2e-server';
import { heapOf } from './measure';
import type { QueueResult } from './types';

const PROJECT = 'sample';
const FORMULAS = 100;
const READY_IN_MS = 300_000;

/** Waits until so many formulas of the sample were predicted; fewer where there are no more. */
async function untilPredicted({ url, administrator }: E2eServer): Promise<void> {
  const session = new HttpSession(url);
  await session.signIn(administrator.email, administrator.password);
  const until = Date.now() + READY_IN_MS;
  for (;;) {
    const response = await session.send(`/api/v1/projects/${PROJECT}/formulas?state=ready&limit=200`);
    const { items } = (await response.json()) as { items: { predictionStatus?: string }[] };
    if (items.length > FORMULAS) return;
    if (Date.now() > until)
      throw new Error(`only ${items.length} formulas of the sample are ready to be worked on`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

interface Step {
  /** From the key to the next formula painted and ready for input. */
  ready: number;
  /** From the key to the answer of the server. */
  submit: number;
  waiting: number;
}

/**
 * Has the page time one way on: from the event to the end of the first frame in which another formula is painted and
 * can be edited. Frames in between are looked at for anything that turns, and for an empty screen.
 */
async function watchNext(page: Page): Promise<void> {
  await page.evaluate(() => {
    const before = document.querySelector<HTMLElement>('[data-formula]')?.dataset.formula;
    let begun = 0;
    let waiting = 0;
    // A browser keeps 250 of them, and no more after that.
    performance.clearResourceTimings();
    // Taken away again when the step is done: what is left behind must be the editor's alone.
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener('keydown', ({ timeStamp }) => (begun ||= timeStamp), { capture: true, signal });
    const answered = () =>
      performance
        .getEntriesByType('resource')
        .filter(({ name, startTime }) => name.endsWith('/submit') && startTime >= begun)
        .at(-1) as PerformanceResourceTiming | undefined;
    window.__step = new Promise((resolve) => {
      const look = () => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const shown = document.querySelector<HTMLElement>('[data-formula]');
          if (!shown || document.querySelector('.animate-spin, [role=progressbar]')) waiting += 1;
          const editor = window.__formularyEditor;
          const isNext = shown && shown.dataset.formula !== before;
          if (isNext && editor?.drawn() && editor.saveState()?.name === 'saved') {
            listening.abort();
            resolve({
              ready: performance.now() - begun,
              submit: (answered()?.responseEnd ?? begun) - begun,
              waiting,
            });
          } else requestAnimationFrame(look);
        };
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  });
}

declare global {
  interface Window {
    __step?: Promise<Step>;
  }
}

/** Accepts what is there and goes on; where a person would be asked first, says yes, and does not count it. */
async function goOn(page: Page): Promise<Step | null> {
  await watchNext(page);
  await page.keyboard.press('Shift+Enter');
  const confirm = page.getByRole('button', { name: 'Submit anyway' });
  const broken = page.locator('[data-problem]').first();
  const first = await Promise.race([
    page.evaluate(() => window.__step).then((step) => step ?? null),
    confirm.waitFor({ timeout: 0 }).then(() => 'asked' as const),
    broken.waitFor({ timeout: 0 }).then(() => 'broken' as const),
  ]).catch(() => null);
  if (first !== 'asked' && first !== 'broken') return first;
  if (await confirm.isVisible()) await confirm.click();
  else {
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await page.locator('#reason').fill('bench');
    await page.keyboard.press('Enter');
  }
  await page.evaluate(() => window.__step);
  return null;
}

/**
 * A hundred formulas of the sample project one after the other, each accepted by one key: how long it is until the
 * next can be worked on, and what the page holds after ten and after all.
 */
export async function measureQueue(browser: Browser, server: E2eServer): Promise<QueueResult> {
  // What `join` looks for.
  process.env.FORMULARY_E2E_SERVER = JSON.stringify(server);
  await untilPredicted(server);
  const { page, context } = await join(browser, PROJECT, 'Bench', ['annotator']);
  const steps: Step[] = [];
  let after10 = 0;
  const shown = progress('formulas', FORMULAS);
  try {
    await page.addInitScript('globalThis.__name = (value) => value');
    await page.goto(`/p/${PROJECT}/work`);
    await new EditorDriver(page).ready();
    for (let count = 1; count <= FORMULAS; count++) {
      const step = await goOn(page);
      if (step) steps.push(step);
      if (count === 10) after10 = await heapOf(page);
      shown.step();
    }
    shown.done();
    const after100 = await heapOf(page);
    const both = (values: readonly number[]) => ({ p50: quantile(values, 0.5), p95: quantile(values, 0.95) });
    return {
      formulas: steps.length,
      submitToReady: both(steps.map(({ ready }) => ready)),
      submit: both(steps.map(({ submit }) => submit)),
      framesWaiting: steps.reduce((sum, { waiting }) => sum + waiting, 0),
      heapBytes: { after10, after100 },
      heapRatio: after100 / after10,
    };
  } finally {
    await context.close();
  }
}
