import { expect, test, type Page } from '@playwright/test';
import type { Annotation, FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import { EditorPayloadSchema } from '@/lib/domain/editor-payload';
import { EditorDriver } from '@/tests/support/browser/editor';
import { join } from '@/tests/support/browser/people';

const PROJECT = 'sample';

const holds = ({ box }: FormulaSymbol, x: number, y: number) =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

/** Three symbols that follow each other on a row, each alone under its middle, with nothing hanging on them. */
function rowOfThree(annotation: Annotation): [FormulaSymbol, FormulaSymbol, FormulaSymbol] | undefined {
  const symbols = Object.values(annotation.symbols);
  const children = (id: SymbolId) => symbols.filter(({ place }) => place?.parent === id);
  const next = (id: SymbolId) => {
    const [only, ...others] = children(id);
    return only?.place?.relation === 'Right' && others.length === 0 ? only : undefined;
  };
  const clear = (symbol: FormulaSymbol) => {
    const [x, y] = [symbol.box.x + symbol.box.width / 2, symbol.box.y + symbol.box.height / 2];
    return symbols.every((other) => other === symbol || !holds(other, x, y));
  };
  for (const first of symbols) {
    const second = next(first.id);
    const third = second && next(second.id);
    if (second && third && [first, second, third].every(clear) && second.box.x > first.box.x) {
      return [first, second, third];
    }
  }
  return undefined;
}

/** Opens formulas of the queue, skipping those that do not fit, until one has such a row. */
async function openRow(page: Page, editor: EditorDriver) {
  await page.goto(`/p/${PROJECT}/work`);
  for (let tries = 0; tries < 12; tries++) {
    await editor.ready();
    const three = rowOfThree((await editor.stored()).annotation.value);
    if (three) return three;
    const before = editor.formulaId;
    await editor.key('Shift+Enter');
    await page.waitForURL((url) => !url.pathname.includes(before));
  }
  throw new Error('no formula has three symbols in a row');
}

test('the order is corrected by drawing, by keys alone and by mouse alone', async ({ browser }) => {
  const lead = await join(browser, PROJECT, 'Orla', ['lead']);
  const { page, context } = await join(browser, PROJECT, 'Odin', ['annotator']);
  const editor = new EditorDriver(page);
  await expect
    .poll(async () => {
      const ready = await lead.page.request.get(`/api/v1/projects/${PROJECT}/formulas?state=ready`);
      return ((await ready.json()) as { items: unknown[] }).items.length;
    })
    .toBeGreaterThan(2);
  const [first, second, third] = await openRow(page, editor);
  await editor.stage('aligner');
  const placeOf = async (id: string) => {
    await editor.saved();
    const { annotation } = EditorPayloadSchema.parse(await editor.stored());
    return annotation.value.symbols[id as SymbolId]?.place;
  };
  const middle = async (id: string) => {
    const { x, y, width, height } = await editor.rect(id);
    return { x: x + width / 2, y: y + height / 2 };
  };

  // A path drawn against the row turns the two round; what followed still follows.
  await editor.key('w');
  const [from, to] = [await middle(second.id), await middle(first.id)];
  await editor.drag(from, { x: to.x - from.x, y: to.y - from.y });
  expect(await placeOf(first.id)).toMatchObject({ parent: second.id, relation: 'Right' });
  expect(await placeOf(third.id)).toMatchObject({ parent: first.id, relation: 'Right' });
  await editor.key('Control+z');
  expect(await placeOf(second.id)).toMatchObject({ parent: first.id, relation: 'Right' });

  // By keys alone: P, the number of the parent, Enter, and a digit for the relation.
  await editor.select(third.id);
  await editor.key('p');
  const hint = page.locator('[data-order-hint]');
  await expect(hint).toBeVisible();
  const number = await page.locator(`[data-symbol="${first.id}"] span`).first().innerText();
  for (const digit of number) await editor.key(digit);
  await editor.key('Enter');
  await expect(hint).toBeHidden();
  await editor.key('3');
  expect(await placeOf(third.id)).toMatchObject({ parent: first.id, relation: 'Sup' });

  // By mouse alone: the button, then the parent on the picture.
  await page.locator('[aria-keyshortcuts="P"]').first().click();
  const parent = await middle(second.id);
  await page.mouse.move(parent.x, parent.y);
  await page.mouse.click(parent.x, parent.y);
  expect(await placeOf(third.id)).toMatchObject({ parent: second.id });

  // Dragged onto a row of the list, a symbol is asked how it hangs there.
  await page.locator(`[data-symbol="${third.id}"]`).dragTo(page.locator(`[data-symbol="${first.id}"]`));
  await page.getByRole('dialog').getByRole('button', { name: 'Sub' }).click();
  expect(await placeOf(third.id)).toMatchObject({ parent: first.id, relation: 'Sub' });
  await context.close();
  await lead.context.close();
});
