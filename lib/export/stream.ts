import type { ExportItem, ExportSnapshot, ExportSplit } from './snapshot';

const encoder = new TextEncoder();
const CHUNK = 64 * 1024;

/** Text pieces as UTF-8 in chunks of about 64 KiB: as little memory for a million lines as for ten. */
export async function* encode(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  let pending = '';
  for await (const piece of pieces) {
    pending += piece;
    if (pending.length >= CHUNK) {
      yield encoder.encode(pending);
      pending = '';
    }
  }
  if (pending !== '') yield encoder.encode(pending);
}

/** The items of one split. */
export async function* itemsOf(snapshot: ExportSnapshot, split: ExportSplit): AsyncGenerator<ExportItem> {
  for await (const item of snapshot.items) if (item.split === split) yield item;
}

/** One JSON document a line, UTF-8, LF; keys stay in the order in which they were written. */
export async function* jsonLines<T>(rows: AsyncIterable<T>): AsyncGenerator<Uint8Array> {
  yield* encode(
    (async function* lines() {
      for await (const row of rows) yield `${JSON.stringify(row)}\n`;
    })(),
  );
}

/** Which splits have items at all: no empty files are written. */
export async function splitsInUse(snapshot: ExportSnapshot): Promise<ExportSplit[]> {
  const counts = { train: 0, val: 0, test: 0, held: 0 };
  for await (const item of snapshot.items) counts[item.split] += 1;
  return (['train', 'val', 'test'] as const).filter((split) => counts[split] > 0);
}

/** The bytes of a blob that is read when its turn comes. */
export async function* whole(read: () => Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await read();
}
