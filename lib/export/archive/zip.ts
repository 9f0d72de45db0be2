import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ExportFile } from '../snapshot';

const COMPRESSED_ALREADY = /\.(?:png|jpe?g|webp)$/iu;

/** The first moment that a zip can name, the same in every time zone: the same files give the same bytes. */
const OPTIONS = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/**
 * A zip archive (PKWARE APPNOTE 6.3.9) as a stream. Each file is read to its end before the next is asked for,
 * and none before somebody reads the archive. What goes wrong in a file goes wrong in the stream.
 */
export async function* zipStream(files: AsyncIterable<ExportFile>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let source: Readable | undefined;
  async function fill() {
    for await (const { path, bytes } of files) {
      source = Readable.from(bytes, { objectMode: false });
      zip.addReadStream(source, path, { ...OPTIONS, compress: !COMPRESSED_ALREADY.test(path) });
      await finished(source);
    }
    zip.end();
  }
  zip.on('error', (error: Error) => output.destroy(error));
  fill().catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))));
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
  } finally {
    // Nobody reads on: neither should we.
    source?.destroy();
  }
}
