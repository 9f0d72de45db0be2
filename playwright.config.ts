import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/support/browser/launch';

// Chosen once: the processes that run the tests read this file again, with this environment.
process.env.FORMULARY_E2E_PORT ??= String(20_000 + Math.floor(Math.random() * 20_000));

/** Specs that start servers of their own, and mostly wait for them. */
const OWN_SERVERS = /(crash|launcher|oidc)\.spec\.ts$/;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 2,
  projects: [
    // One server and one database for all of these: what one test does, the next may see.
    { name: 'shared server', testIgnore: OWN_SERVERS, workers: 1 },
    { name: 'own servers', testMatch: OWN_SERVERS, workers: 1 },
  ],
  // Long: how fast the machine is must not decide what passes. What hangs must still end before the whole run does.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  globalSetup: './tests/support/e2e-server.ts',
  use: {
    baseURL: `http://127.0.0.1:${process.env.FORMULARY_E2E_PORT}`,
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    trace: 'retain-on-failure',
    launchOptions: launchOptions(),
  },
});
