import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { freePort } from '@/lib/db/embedded/server';
import { OidcProvider } from '@/tests/support/oidc-provider';
import { startServer, type ServerProcess } from '@/tests/support/server-process';

/** Sign-in through an organisation's own provider, which the environment names. */
test.describe.configure({ mode: 'serial' });

const EMAIL = 'ada@example.org';
let home: string;
let provider: OidcProvider;
let server: ServerProcess;

async function cli(...args: string[]): Promise<void> {
  const env = { ...process.env, FORMULARY_HOME: home, DATABASE_URL: '' };
  await promisify(execFile)(process.execPath, ['lib/launch/cli.mjs', ...args], { env });
}

test.beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'formulary-oidc-'));
  provider = await OidcProvider.start();
  const { issuer, clientId, clientSecret } = provider;
  const oidc = {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: 'Example',
  };
  const env = { ...oidc, DATABASE_URL: '', FORMULARY_SKIP_SAMPLE: '1' };
  server = await startServer({ home, port: await freePort(), env });
  await cli('user', 'add', EMAIL, '--oidc-only');
});
test.afterAll(async () => {
  await server.stop();
  await provider.stop();
  await rm(home, { recursive: true, force: true });
});

test.beforeEach(async ({ page }) => {
  await page.goto(`${server.url}/sign-in`);
  await page.getByRole('button', { name: /Example/ }).click();
});

test.describe('a person with an account', () => {
  test.beforeAll(() => {
    provider.identity = { email: EMAIL.toUpperCase(), emailVerified: true };
  });

  test('comes in by a verified address, and stays until disabled', async ({ page }) => {
    await page.waitForURL((url) => url.pathname === '/');
    expect((await page.request.get(`${server.url}/api/v1/me`)).status()).toBe(200);
    await cli('user', 'disable', EMAIL);
    expect((await page.request.get(`${server.url}/api/v1/me`)).status()).toBe(401);
    await cli('user', 'enable', EMAIL);
  });
});

test.describe('an address that was never verified', () => {
  test.beforeAll(() => {
    provider.identity = { email: EMAIL, emailVerified: false };
  });

  test('opens nothing', async ({ page }) => {
    await page.waitForURL((url) => url.pathname === '/sign-in' && url.searchParams.has('error'));
    expect((await page.request.get(`${server.url}/api/v1/me`)).status()).toBe(401);
  });
});

test.describe('somebody without an account', () => {
  test.beforeAll(() => {
    provider.identity = { email: 'stranger@example.org', emailVerified: true };
  });

  test('is told so, and gets none', async ({ page }) => {
    await page.waitForURL((url) => url.searchParams.get('error') === 'no_account');
    expect((await page.request.get(`${server.url}/api/v1/me`)).status()).toBe(401);
  });
});
