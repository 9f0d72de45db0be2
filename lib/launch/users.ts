import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Home } from '@/lib/launch/home';
import { commandLine } from '@/lib/launch/running.mjs';

/**
 * Commands that use the embedded database while no server runs. Each leaves a file with its process
 * number; the last one out stops the database.
 */
const folderOf = (home: Home) => path.join(home.run, 'commands');

/** Processes of commands that use the database now; what killed commands left behind is cleared. */
export function commandsUsing(home: Home): number[] {
  let names: string[] = [];
  try {
    names = readdirSync(folderOf(home));
  } catch {
    return [];
  }
  return names.map(Number).filter((pid) => {
    if (commandLine(pid).includes('cli.mjs')) return true;
    rmSync(path.join(folderOf(home), String(pid)), { force: true });
    return false;
  });
}

/** Say that this process uses the database. Answers how to take it back. */
export function registerCommand(home: Home): () => void {
  mkdirSync(folderOf(home), { recursive: true });
  const file = path.join(folderOf(home), String(process.pid));
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
}
