import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { join, type Person } from '@/tests/support/browser/people';

/** The screens around the editor, as the people use them who open them. */
test.describe.configure({ mode: 'serial' });

const PROJECT = 'sample';
let lead: Person;

test.beforeAll(async ({ browser }) => {
  lead = await join(browser, PROJECT, 'Lena', ['lead', 'engineer']);
});
test.afterAll(() => lead.context.close());

/** A small picture that no other test has: its number is drawn into it as bars. */
async function picture(seed: number): Promise<Buffer> {
  const bars = Array.from({ length: 12 }, (_, bit) =>
    (seed >> bit) & 1 ? `<rect x="${10 + bit * 14}" y="20" width="7" height="40"/>` : '',
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><rect width="200" height="80" fill="#fff"/>${bars.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

test('a lead sets the target of a cell in place, and the number leads to its formulas', async () => {
  const { page } = lead;
  await page.goto(`/p/${PROJECT}/quotas`);
  const target = page.getByRole('button', { name: /^Set the target of/ }).first();
  await target.click();
  await page.locator('table input').fill('137');
  await page.keyboard.press('Enter');
  // The matrix shows the new target at once, and is busy until the server has answered.
  const changed = page.getByRole('button', { name: /^Set the target of .*: of 137$/ });
  await expect(changed).toBeVisible();
  await expect(changed).toHaveAttribute('aria-busy', 'false');
  await page.reload();
  await expect(changed).toBeVisible();

  await page.locator('tbody a[aria-label^="Formulas of"]').first().click();
  await expect(page).toHaveURL(/\/formulas\?cell=\w/);
  await expect(page.getByLabel('Category')).not.toHaveValue('');
});

test('filters stand in the address, and a link keeps them', async () => {
  const { page } = lead;
  await page.goto(`/p/${PROJECT}/formulas`);
  await page.getByLabel('State').selectOption('approved');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/state=approved/);
  await page.goto(`/p/${PROJECT}/formulas?text=no-formula-has-this-name`);
  await expect(page.getByText('No formula matches')).toBeVisible();
  await expect(page.getByLabel('Search')).toHaveValue('no-formula-has-this-name');
});

test('an invitation made in the browser lets one person in, once, with that role', async ({ browser }) => {
  const { page } = lead;
  await page.goto(`/p/${PROJECT}/settings/members`);
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByLabel('Invitation link').inputValue();
  expect(new URL(link).pathname).toMatch(/^\/invite\//);

  const name = `Mina ${Date.now()}`;
  const context = await browser.newContext();
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByText('Lena invites you as Annotator.')).toBeVisible();
  await guest.getByLabel('Name', { exact: true }).fill(name);
  await guest.getByLabel('Email').fill(`mina-${Date.now()}@example.org`);
  await guest.getByLabel('Choose a password').fill('short');
  await guest.getByRole('button', { name: 'Create account and join' }).click();
  await expect(guest).toHaveURL(link);
  await guest.getByLabel('Choose a password').fill('a sentence nobody would guess');
  await guest.getByRole('button', { name: 'Create account and join' }).click();
  await guest.waitForURL(`**/p/${PROJECT}`);
  const places = guest.getByRole('navigation', { name: 'Menu' });
  await expect(places.getByRole('link', { name: 'Work' })).toBeVisible();
  await expect(places.getByRole('link', { name: 'Quotas' })).toHaveCount(0);
  await guest.goto(`/p/${PROJECT}/quotas`);
  await expect(guest.getByText('There is nothing here')).toBeVisible();

  await test.step('the link is used up', async () => {
    const late = await (await browser.newContext()).newPage();
    await late.goto(link);
    await expect(late.getByText('This invitation is not valid')).toBeVisible();
    await late.context().close();
  });

  await test.step('a role given counts with the next page', async () => {
    await page.reload();
    await page.getByLabel(`Roles of ${name}: Engineer`).check();
    await expect(page.getByLabel(`Roles of ${name}: Engineer`)).toBeEnabled();
    await guest.goto(`/p/${PROJECT}/snapshots`);
    await expect(guest.getByRole('heading', { name: 'Snapshots' })).toBeVisible();
  });
  await context.close();
});

test('an import reports each file, and goes on after the server was away and the page was reloaded', async () => {
  const { page } = lead;
  await page.goto(`/p/${PROJECT}/import`);
  const seed = Date.now() % 4096;
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeEnabled();
  await page.route('**/api/v1/imports/*/files*', (route) => route.abort());
  await page.getByLabel('Choose files').setInputFiles([
    { name: 'one.png', mimeType: 'image/png', buffer: await picture(seed) },
    { name: 'same-again.png', mimeType: 'image/png', buffer: await picture(seed) },
    { name: 'two.png', mimeType: 'image/png', buffer: await picture(seed ^ 0b101010101) },
    { name: 'words.png', mimeType: 'image/png', buffer: Buffer.from('these are words') },
  ]);
  await expect(page.getByText('The server cannot be reached; trying again by itself.')).toBeVisible();
  await page.unroute('**/api/v1/imports/*/files*');
  await page.reload();
  await expect(page.getByText('4 of 4 files')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('2 added · 1 known · 1 refused').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /words\.png Refused/ })).toContainText('cannot be read');
  await expect(page.getByText('1 file was refused; the rest is in.')).toBeVisible();
});

test('language and theme change in place and stay', async () => {
  const { page } = lead;
  await page.goto(`/p/${PROJECT}/quotas`);
  await page.getByRole('button', { name: /^Language: .*한국어$/ }).click();
  await expect(page.getByRole('heading', { name: '목표량' })).toBeVisible();
  await page.getByRole('button', { name: '테마' }).click();
  await page.getByRole('menuitem', { name: '어둡게' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: /^언어: .*English$/ }).click();
  await expect(page.getByRole('heading', { name: 'Quotas' })).toBeVisible();
});

test('an API token is shown once, may what its owner may, and ends when revoked', async ({
  playwright,
  baseURL,
}) => {
  const { page } = lead;
  await page.goto('/account');
  await page.getByLabel('What it is for').fill('nightly export');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const secret = await page.getByLabel('Token', { exact: true }).inputValue();
  const script = await playwright.request.newContext({
    ...(baseURL && { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await script.get(`/api/v1/projects/${PROJECT}`)).status()).toBe(200);
  await page.reload();
  await expect(page.getByLabel('Token', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke nightly export' }).click();
  await expect(page.getByRole('button', { name: 'Revoke nightly export' })).toHaveCount(0);
  expect((await script.get(`/api/v1/projects/${PROJECT}`)).status()).toBe(401);
  await script.dispose();
});

test('a changed password ends the other browsers of its owner, and this one stays', async ({ browser }) => {
  const { page, email, password } = lead;
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(`/sign-in?next=${encodeURIComponent(`/p/${PROJECT}/review`)}`);
  await elsewhere.getByLabel('Email').fill(email);
  await elsewhere.getByLabel('Password').fill('not the password');
  await elsewhere.getByRole('button', { name: 'Sign in' }).click();
  await expect(elsewhere.getByText('Email and password do not match')).toBeVisible();
  await elsewhere.getByLabel('Password').fill(password);
  await elsewhere.getByRole('button', { name: 'Sign in' }).click();
  await elsewhere.waitForURL(`**/p/${PROJECT}/review`);

  await page.goto('/account');
  await page.getByLabel('Current password').fill('not the password');
  await page.getByLabel('New password').fill('another sentence of mine');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The current password is wrong.')).toBeVisible();
  await page.getByLabel('Current password').fill(password);
  await page.getByLabel('New password').fill('another sentence of mine');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The password is changed.')).toBeVisible();

  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
  await elsewhere.context().close();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
});

test('a language chosen for the account is there in another browser too', async ({ browser }) => {
  const { page, email } = lead;
  await page.goto('/account');
  await page.getByRole('radio', { name: '한국어' }).click();
  await expect(page.getByRole('heading', { name: '계정' })).toBeVisible();
  const elsewhere = await (await browser.newContext({ locale: 'en-US' })).newPage();
  await elsewhere.goto('/sign-in?next=/account');
  await elsewhere.getByLabel('Email').fill(email);
  await elsewhere.getByLabel('Password').fill('another sentence of mine');
  await elsewhere.getByRole('button', { name: 'Sign in' }).click();
  await expect(elsewhere.getByRole('heading', { name: '계정' })).toBeVisible();
  await elsewhere.context().close();
  await page.getByRole('radio', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
});

test('sign-in leads to pages of this server only', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto('/sign-in?next=//example.org/');
  await page.getByLabel('Email').fill(lead.email);
  await page.getByLabel('Password').fill('another sentence of mine');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**/p/${PROJECT}`);
  await page.getByRole('button', { name: 'Signed in as Lena' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto(`/p/${PROJECT}`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().close();
});
