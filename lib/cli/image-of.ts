import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/errors';
import { importFile } from '@/lib/import';

/**
 * The picture that is predicted on: an ink file is drawn as the importer draws it.
 * @throws AppError not_found, or the importer's own for a broken ink file.
 */
export async function imageOf(input: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(input);
  } catch (error) {
    throw new AppError('not_found', 'There is no such file, or it cannot be read.', undefined, {
      cause: error,
    });
  }
  const isInk = path.extname(input).toLowerCase() === '.inkml';
  return isInk ? (await importFile(bytes, path.basename(input))).image.bytes : bytes;
}
