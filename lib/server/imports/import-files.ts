import { getDb } from '@/lib/db/client';
import { donePaths, type ItemOutcome } from '@/lib/db/import/batches';
import type { Actor } from '@/lib/domain/permissions';
import type { CategoryValues } from '@/lib/domain/quotas';
import { ImportOptionsSchema } from './import-options';
import { requireBatch } from './require-batch';
import {
  failed,
  openBatch,
  readItem,
  storeItems,
  type OpenBatch,
  type Overrides,
  type ReadItem,
} from './store-imported';

/** A file that is read when its turn comes, so that memory stays bounded. */
export type SourceFile = {
  path: string;
  read: () => Promise<Uint8Array>;
  /** Where they differ from those of the batch. */
  values?: CategoryValues;
  overrides?: Overrides;
};

/** Files that are read and drawn at the same time, and formulas that share a transaction. */
const AT_ONCE = 4;
const PER_TRANSACTION = 100;

async function readOne(batches: Batches, file: SourceFile): Promise<ReadItem> {
  try {
    const batch = await batches(file.values);
    return await readItem(batch, { path: file.path, bytes: await file.read(), overrides: file.overrides });
  } catch (error) {
    return { path: file.path, outcome: failed(file.path, error) };
  }
}

type Batches = (values?: CategoryValues) => Promise<OpenBatch>;

/** The batch with the cell of these values; each cell is looked up once. */
function batchesByCell(start: Parameters<typeof openBatch>): Batches {
  const opened = new Map<string, Promise<OpenBatch>>();
  return (values) => {
    const [row, userId, options] = start;
    const key = JSON.stringify(values ?? null);
    const known = opened.get(key) ?? openBatch(row, userId, { ...options, values: values ?? options.values });
    opened.set(key, known);
    return known;
  };
}

/**
 * Import many files into a batch: a few are read at a time, a hundred share a transaction, and a broken
 * one does not keep the others out. Files that the batch has already are not read again, so that an
 * import that was cut off goes on where it was.
 * @yields outcomes as they are durable
 * @throws AppError not_found when there is no such batch
 */
export async function* importFiles(
  actor: Actor,
  { batchId, files }: { batchId: string; files: AsyncIterable<SourceFile> | Iterable<SourceFile> },
): AsyncGenerator<ItemOutcome> {
  const row = await requireBatch(actor, batchId);
  const batches = batchesByCell([row, actor.userId, ImportOptionsSchema.parse(row.options)]);
  const batch = await batches();
  const done = await donePaths(getDb(), batchId);
  const reading: Promise<ReadItem>[] = [];
  let read: ReadItem[] = [];
  for await (const file of files) {
    if (done.has(file.path)) continue;
    reading.push(readOne(batches, file));
    if (reading.length < AT_ONCE) continue;
    read.push(await (reading.shift() as Promise<ReadItem>));
    if (read.length < PER_TRANSACTION) continue;
    yield* await storeItems(batch, read);
    read = [];
  }
  yield* await storeItems(batch, [...read, ...(await Promise.all(reading))]);
}
