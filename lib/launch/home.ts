import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { env } from '@/lib/env';

/** The folders of one installation, under FORMULARY_HOME. */
export interface Home {
  root: string;
  postgres: string;
  blobs: string;
  logs: string;
  run: string;
}

/** Name of the embedded database. */
export const DATABASE = 'formulary';

/** Make the folders of the home; only its owner may look into them. */
export function openHome(): Home {
  const root = env().FORMULARY_HOME;
  const folder = (name: string) => path.join(root, name);
  const home: Home = {
    root,
    postgres: folder('postgres'),
    blobs: folder('blobs'),
    logs: folder('logs'),
    run: folder('run'),
  };
  // The home itself stays open to pass through: under root, the database runs as another account.
  mkdirSync(root, { recursive: true });
  for (const closed of [home.blobs, home.logs, home.run, folder('secrets')]) {
    mkdirSync(closed, { recursive: true, mode: 0o700 });
  }
  return home;
}

const MAXIMUM_LOG_BYTES = 20 * 1024 * 1024;

/** The log file of a process; one that has grown large is put aside first, replacing the one before it. */
export function logFile(home: Home, name: string): string {
  const file = path.join(home.logs, `${name}.log`);
  if (existsSync(file) && statSync(file).size > MAXIMUM_LOG_BYTES) renameSync(file, `${file}.1`);
  return file;
}
