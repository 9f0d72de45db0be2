import type { LaunchOptions } from '@playwright/test';
import { installedBrowser } from '@/lib/launch/browser';

/** How Chromium is started: an installed one by its path, kept from calling home; else Playwright's own. */
export function launchOptions(): LaunchOptions {
  const installed = installedBrowser();
  const isRoot = process.getuid?.() === 0;
  return {
    ...(installed ? { executablePath: installed } : {}),
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  };
}
