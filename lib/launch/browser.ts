import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runNode, say } from '@/lib/launch/install.mjs';

/** Where Chromium and Chrome are installed on Linux and macOS. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser that is installed: CHROMIUM_PATH, else the first known place. */
export function installedBrowser(): string | null {
  const { CHROMIUM_PATH } = process.env;
  return [CHROMIUM_PATH ?? '', ...PLACES].find((place) => place !== '' && existsSync(place)) ?? null;
}

function aptInstall(name: string): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false;
  say(`Installing Debian's ${name} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 2] }).status === 0;
  const install = () => apt('install', '-y', '--no-install-recommends', '-qq', name);
  return install() || (apt('update', '-qq') && install());
}

/**
 * See to it that there is a Chromium: an installed one, else Debian's package where we may install it, else
 * the one that Playwright downloads.
 * @returns whether there is one now
 */
export async function ensureBrowser(): Promise<boolean> {
  if (installedBrowser()) return true;
  if (aptInstall('chromium') && installedBrowser()) return true;
  say('No Chromium is installed; asking Playwright for its own …');
  const cli = path.join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  return (await runNode([cli, 'install', 'chromium'])) === 0;
}
