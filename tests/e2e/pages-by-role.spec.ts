import { expect, test, type Page } from '@playwright/test';
import { plantComparison } from '@/tests/support/browser/comparison';
import { EditorDriver } from '@/tests/support/browser/editor';
import {
  filledAddress,
  pagesOnDisk,
  PROJECT_PAGES,
  ROLES,
  type PageRole,
} from '@/tests/support/browser/pages';
import { join, type Person } from '@/tests/support/browser/people';
import { e2eServer } from '@/tests/support/e2e-server';

/** Every page of a project against every role: who may not see one is told that nothing is there. */
test.describe.configure({ mode: 'serial' });

const PROJECT = 'sample';
const onDisk = [...pagesOnDisk('app')]
  .filter((address) => address.startsWith('/p/[project]'))
  .map((address) => address.slice('/p/[project]'.length));

const people = new Map<PageRole, Person>();
let holder: Person;
let held: string;
let snapshot: string;
let candidate: string;
let evaluation: string;

test.beforeAll(async ({ browser }) => {
  for (const role of ROLES) people.set(role, await join(browser, PROJECT, `Role-${role}`, [role]));
  holder = await join(browser, PROJECT, 'Holder', ['annotator']);
  await expect
    .poll(async () => {
      const ready = await people
        .get('lead')!
        .page.request.get(`/api/v1/projects/${PROJECT}/formulas?state=ready`);
      return ((await ready.json()) as { items: unknown[] }).items.length;
    })
    .toBeGreaterThan(5);
  await holder.page.goto(`/p/${PROJECT}/work`);
  const editor = new EditorDriver(holder.page);
  await editor.ready();
  held = editor.formulaId;
  const lead = people.get('lead')!.page;
  const candidates = await lead.request.get(`/api/v1/projects/${PROJECT}/candidates`);
  candidate = ((await candidates.json()) as { items: { id: string }[] }).items[0]!.id;
  // Gold of its own, so that this file needs no other one to have approved something before.
  ({ snapshot } = await plantComparison(PROJECT, 1));
  const started = await people.get('engineer')!.page.request.post(`/api/v1/projects/${PROJECT}/evaluations`, {
    headers: { origin: e2eServer().url },
    data: { snapshotId: snapshot },
  });
  expect(started.status()).toBe(202);
  ({ id: evaluation } = (await started.json()) as { id: string });
});
test.afterAll(async () => {
  for (const { context } of [...people.values(), holder]) await context.close();
});

test('every page on disk is in the table', () => {
  expect(onDisk.toSorted()).toEqual(Object.keys(PROJECT_PAGES).toSorted());
});

test('looking at formulas takes none of them out of the queue', async () => {
  const { page } = people.get('lead')!;
  const heldNow = async () => {
    const response = await page.request.get(`/api/v1/projects/${PROJECT}/formulas?limit=200`);
    const { items } = (await response.json()) as { items: { id: string; heldBy: string | null }[] };
    return items.filter(({ heldBy }) => heldBy !== null).map(({ id }) => id);
  };
  const before = await heldNow();
  for (const place of ['', '/formulas', '/review']) {
    await page.goto(`/p/${PROJECT}${place}`);
    await page.mouse.wheel(0, 2000);
    await page.waitForLoadState('networkidle');
  }
  expect(await heldNow()).toEqual(before);
});

const closed = (page: Page) => page.getByText('There is nothing here');

for (const role of ROLES) {
  test(`as ${role}: each page is there or not, as the table says`, async () => {
    const { page } = people.get(role)!;
    for (const [address, roles] of Object.entries(PROJECT_PAGES)) {
      const filled = filledAddress(address, { formula: held, snapshot, candidate, evaluation });
      await page.goto(`/p/${PROJECT}${filled}`);
      if (roles.includes(role)) {
        await expect(page.locator('h1').first(), `${role} ${filled}`).toBeVisible();
        await expect(closed(page), `${role} ${filled}`).toBeHidden();
      } else await expect(closed(page), `${role} ${filled}`).toBeVisible();
    }
  });
}

test('what one annotator holds, another cannot open, save or see the picture of', async () => {
  const mine = await new EditorDriver(holder.page).stored();
  const { request } = people.get('annotator')!.page;
  expect((await request.get(`/api/v1/formulas/${held}`)).status()).toBe(404);
  expect((await request.get(mine.formula.imageUrl)).status()).toBe(404);
  expect((await holder.page.request.get(mine.formula.imageUrl)).status()).toBe(200);
});
