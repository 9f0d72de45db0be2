import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { e2eServer } from '@/tests/support/e2e-server';
import { HttpSession } from '@/tests/support/http-session';

/** Every route there is in app/, found on disk, so that a new one is tested from its first day. */
interface Route {
  kind: 'page' | 'route';
  address: string;
}

const OPEN = [/^\/sign-in$/, /^\/invite\//, /^\/api\/auth\//, /^\/api\/health$/, /^\/bench\/canvas$/];

function* routes(folder: string, address = ''): Iterable<Route> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (entry.isDirectory()) {
      if (name.startsWith('_')) continue;
      // A group is no part of the address; a parameter may be anything.
      const part = name.startsWith('(') ? '' : `/${name.startsWith('[') ? 'anything' : name}`;
      yield* routes(path.join(folder, name), address + part);
    } else if (name === 'page.tsx') yield { kind: 'page', address: address || '/' };
    else if (name === 'route.ts') yield { kind: 'route', address };
  }
}

const closed = [...routes('app')].filter(({ address }) => !OPEN.some((pattern) => pattern.test(address)));

test('there are pages and API routes to try', () => {
  expect(closed.filter(({ kind }) => kind === 'page').length).toBeGreaterThan(5);
  expect(closed.filter(({ kind }) => kind === 'route').length).toBeGreaterThan(5);
});

/** Cookies that nobody who is signed in has. */
const COOKIES = ['', 'formulary.session=forged', `formulary.session=${'e'.repeat(300)}.x.y`];

for (const { kind, address } of closed) {
  test(`signed out, ${kind} ${address} is closed`, async () => {
    const { url } = e2eServer();
    for (const cookie of COOKIES) {
      if (kind === 'page') {
        const response = await fetch(url + address, { headers: { cookie }, redirect: 'manual' });
        expect(response.status).toBe(307);
        const location = new URL(response.headers.get('location') ?? '', url);
        expect(location.pathname).toBe('/sign-in');
        expect(location.searchParams.get('next')).toBe(address === '/' ? null : address);
        continue;
      }
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await fetch(url + address, { method, headers: { cookie }, redirect: 'manual' });
        expect(response.status, `${method} ${address}`).toBe(401);
        const answer = (await response.json()) as { error: { code: string } };
        expect(answer.error.code).toBe('unauthenticated');
      }
      const token = await fetch(url + address, { headers: { authorization: 'Bearer fml_forged' } });
      expect(token.status).toBe(401);
    }
  });
}

test('what is open says nothing of what is closed', async () => {
  const { url } = e2eServer();
  const health = (await (await fetch(`${url}/api/health`)).json()) as object;
  expect(Object.keys(health).sort()).toEqual(['parts', 'up']);
  const session = await (await fetch(`${url}/api/auth/session`)).json();
  expect(session).toEqual({});
});

test('a sign-in page loads nothing from anywhere else, and its policy forbids it', async ({ page }) => {
  const { url } = e2eServer();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  const response = await page.goto('/p/anything/work');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.waitForLoadState('networkidle');
  expect(response?.headers()['content-security-policy']).toMatch(/script-src 'self' 'nonce-/);
  expect(elsewhere).toEqual([]);
  expect(problems).toEqual([]);
});

test('a request that another site makes with our cookie is refused', async () => {
  const { administrator, url } = e2eServer();
  const session = new HttpSession(url);
  expect(await session.signIn(administrator.email, administrator.password)).toBeNull();
  const send = (headers: Record<string, string>) =>
    session.send('/api/v1/projects', { method: 'POST', headers, body: '{}' });
  const foreign: Record<string, string>[] = [
    { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: '' },
  ];
  for (const headers of foreign) {
    expect((await send(headers)).status).toBe(403);
  }
  expect((await send({})).status).not.toBe(403);
});
