import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/errors';

/**
 * Files named on the command line: a file stands for itself, a folder for the files in it and below with one
 * of the extensions, in code point order of their paths.
 * @param extensions lower case, with or without the dot.
 * @param missing what becomes of a path that is not there: `refuse` all, or `keep` it for the reader to report.
 * @throws AppError not_found for a path that is not there, unless they are kept.
 */
export async function collectInputs(
  paths: readonly string[],
  extensions: readonly string[],
  missing: 'refuse' | 'keep' = 'refuse',
): Promise<string[]> {
  const wanted = new Set(extensions.map((extension) => `.${extension.replace(/^\./u, '')}`));
  const found: string[] = [];
  for (const given of paths) {
    const info = await stat(given).catch((error: unknown) => {
      if (missing === 'keep') return null;
      throw new AppError('not_found', `There is no file or folder ${given}.`, undefined, { cause: error });
    });
    if (!info?.isDirectory()) {
      found.push(given);
      continue;
    }
    const entries = await readdir(given, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && wanted.has(path.extname(entry.name).toLowerCase()))
      .map((entry) => path.join(entry.parentPath, entry.name));
    found.push(...files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  }
  return found;
}
