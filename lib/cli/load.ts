import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { PROJECT_ROOT } from '@/lib/env';

/** A file that adds a command, or a family of them, to its parent. */
export type CommandFile = { register(parent: Command): void | Promise<void> };

/** Every file of a folder below lib/cli is a command. */
export async function loadCommands(folder: string): Promise<CommandFile[]> {
  const at = path.join(PROJECT_ROOT, 'lib', 'cli', folder);
  const names = (await readdir(at)).filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(
    names.map((name) => import(pathToFileURL(path.join(at, name)).href) as Promise<CommandFile>),
  );
}
