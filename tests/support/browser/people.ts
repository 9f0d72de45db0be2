import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { HttpSession } from '@/tests/support/http-session';
import { e2eServer } from '@/tests/support/e2e-server';

/** A person with a browser of their own, signed in. */
export interface Person {
  email: string;
  password: string;
  context: BrowserContext;
  page: Page;
}

/** A link that makes whoever opens it a member with these roles, made by the administrator. */
async function invitation(project: string, roles: string[]): Promise<string> {
  const { url, administrator } = e2eServer();
  const session = new HttpSession(url);
  expect(await session.signIn(administrator.email, administrator.password)).toBeNull();
  const response = await session.send(`/api/v1/projects/${project}/members`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ roles }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { path: string }).path;
}

/** Somebody new opens an invitation in a fresh browser, makes an account, and is in. */
export async function join(
  browser: Browser,
  project: string,
  name: string,
  roles: string[],
): Promise<Person> {
  const { url } = e2eServer();
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const email = `${name.toLowerCase()}-${Date.now()}@example.org`;
  const password = `correct horse of ${name} ${Math.random().toString(36).slice(2)}`;
  await page.goto(await invitation(project, roles));
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL(`**/p/${project}`);
  return { email, password, context, page };
}
