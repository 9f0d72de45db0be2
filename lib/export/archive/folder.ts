import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ExportFile } from '../snapshot';

/** Writes the files of an export below `folder`, one after the other; answers how many and how large. */
export async function writeExport(
  files: AsyncIterable<ExportFile>,
  folder: string,
): Promise<{ files: number; bytes: number }> {
  const total = { files: 0, bytes: 0 };
  let made = '';
  for await (const { path, bytes } of files) {
    const target = join(folder, ...path.split('/'));
    if (dirname(target) !== made) await mkdir((made = dirname(target)), { recursive: true });
    const out = createWriteStream(target);
    await pipeline(bytes, out);
    total.files += 1;
    total.bytes += out.bytesWritten;
  }
  return total;
}
