import { expect, test, type Page } from '@playwright/test';
import type { Annotation } from '@/lib/domain/annotation/schema';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join, type Person } from '@/tests/support/browser/people';
import { plantPredictions, type PlantedPredictions } from '@/tests/support/browser/predictions';

/**
 * What a correction costs, counted in real key presses and clicks as they reach the page: formulas whose prediction
 * is right but for one planted fault are corrected until what is stored is the truth.
 */
const PROJECT = `counted-${Date.now()}`;
let planted: PlantedPredictions;
let lead: Person;
let annotator: Person;

test.beforeAll(async ({ browser }) => {
  planted = await plantPredictions(PROJECT);
  lead = await join(browser, PROJECT, 'Liv', ['lead']);
  annotator = await join(browser, PROJECT, 'Noa', ['annotator']);
  // Counts what the page is told, not what the test meant to send. Keys that only modify others are part of them.
  await annotator.context.addInitScript(() => {
    const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];
    const count = () => (window.__actions = (window.__actions ?? 0) + 1);
    window.addEventListener('keydown', ({ key }) => !modifiers.includes(key) && count(), true);
    window.addEventListener('pointerdown', count, true);
  });
});
test.afterAll(async () => {
  for (const { context } of [lead, annotator]) await context.close();
});

declare global {
  interface Window {
    __actions?: number;
  }
}

const actions = (page: Page) => page.evaluate(() => window.__actions ?? 0);

/** Accepts all and goes on: one key. Waits until the formula has gone. */
async function finish(page: Page, editor: EditorDriver, formula: string): Promise<void> {
  await editor.key('Shift+Enter');
  await expect(page.locator(`[data-formula="${formula}"]`)).toHaveCount(0);
}

async function stored(formula: string): Promise<Annotation> {
  const response = await lead.page.request.get(`/api/v1/formulas/${formula}`);
  expect(response.status()).toBe(200);
  const payload = (await response.json()) as EditorPayload;
  expect(payload.formula.state).toBe('submitted');
  expect(Object.values(payload.annotation.value.accepted)).toEqual([true, true, true, true]);
  return payload.annotation.value;
}

type Truth = NonNullable<PlantedPredictions['class']['symbol']>;
interface Correction {
  /** What a person does beside accepting all. */
  correct(page: Page, editor: EditorDriver, truth: Truth): Promise<void>;
  /** Keys and clicks that it takes, beside the one that accepts all. */
  readonly actions: number;
  check(annotation: Annotation, truth: Truth): void;
  readonly latex: string;
}

const CORRECTIONS: Record<keyof PlantedPredictions, Correction> = {
  right: {
    correct: () => Promise.resolve(),
    actions: 0,
    check: () => undefined,
    latex: 'x + y = z',
  },
  class: {
    async correct(_, editor) {
      await editor.key('Tab');
      await editor.key('2');
    },
    actions: 2,
    check: ({ symbols }, { id, class: name }) => expect(symbols[id]?.class).toBe(name),
    latex: 'a - b = c',
  },
  symbol: {
    async correct(page, editor, { box, class: name }) {
      const at = await editor.imagePoint({ x: box.x + box.width / 2, y: box.y + 2 });
      await editor.key('d');
      await page.mouse.click(at.x, at.y);
      // A person presses Enter on what they see: what the models say of the new symbol.
      await expect(page.locator('[data-class-choice]').first()).toHaveAttribute('data-class-choice', name);
      await expect(page.locator('[data-editor-field=class-filter]')).toBeFocused();
      await editor.key('Enter');
      await expect(page.locator(CANVAS)).toBeFocused();
    },
    actions: 3,
    check({ symbols }, { box, class: name }) {
      const found = Object.values(symbols).filter((symbol) => symbol.class === name);
      const added = found.find((symbol) => Math.abs(symbol.box.x - box.x) < 2);
      for (const side of ['y', 'width', 'height'] as const) {
        expect(Math.abs((added?.box[side] ?? 0) - box[side]), side).toBeLessThan(2);
      }
    },
    latex: '1 2 + 7 = 1 9',
  },
  relation: {
    async correct(_, editor) {
      await editor.key('Tab');
      await editor.key('3');
    },
    actions: 2,
    check: ({ symbols }, { id }) => expect(symbols[id]?.place).toMatchObject({ relation: 'Sup' }),
    latex: 'y = x ^ { 2 } + 1',
  },
};

const CANVAS = '[data-editor-region=canvas]';
const FAULTS = ['right', 'class', 'symbol', 'relation'] as const;

test('one key accepts what is right; a class, a relation and a missed symbol cost two, two and three more', async () => {
  const { page } = annotator;
  const editor = new EditorDriver(page);
  await page.goto(`/p/${PROJECT}/work`);
  const counted = new Map<string, number>();
  for (let left = FAULTS.length; left > 0; left -= 1) {
    await editor.ready();
    await expect(page.locator(CANVAS)).toBeFocused();
    const formula = await page.locator('[data-formula]').getAttribute('data-formula');
    const fault = FAULTS.find((one) => planted[one].formula === formula)!;
    const { correct, actions: expected, check, latex } = CORRECTIONS[fault];
    const truth = planted[fault].symbol!;
    await page.evaluate(() => (window.__actions = 0));
    await correct(page, editor, truth);
    await finish(page, editor, formula!);
    counted.set(fault, await actions(page));
    const annotation = await stored(formula!);
    check(annotation, truth);
    expect(annotation.label.latex).toBe(latex);
    expect(counted.get(fault), fault).toBe(1 + expected);
  }
  expect([...counted.keys()].sort()).toEqual([...FAULTS].sort());
});
