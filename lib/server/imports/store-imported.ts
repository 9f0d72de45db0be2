import { ensureCell } from '@/lib/db/category';
import { getDb } from '@/lib/db/client';
import { recordItems, type ItemOutcome } from '@/lib/db/import/batches';
import { formulasByImage, insertFormulas, type NewFormula } from '@/lib/db/import/formulas';
import { addClasses } from '@/lib/db/project';
import { transaction } from '@/lib/db/transaction';
import { importFile, type ImportedFormula } from '@/lib/import';
import { enqueuePreannotation } from '@/lib/jobs/enqueue';
import { publicError } from '@/lib/log';
import type { ImportOptions } from './import-options';
import { classesOf, imported, type ImportContext } from './imported-formula';

/** A batch whose project and cell are known. */
export type OpenBatch = ImportContext & { id: string };

export async function openBatch(
  batch: { id: string; projectId: string },
  userId: string,
  options: ImportOptions,
): Promise<OpenBatch> {
  const cellId = await ensureCell(getDb(), batch.projectId, options.values);
  return { id: batch.id, projectId: batch.projectId, cellId, userId, options };
}

/** A file that was read, or the reason why it could not be. */
export type ReadItem = { path: string } & (
  { item: NewFormula; warnings: string[] } | { outcome: ItemOutcome }
);

/** What a caller knows of a formula that its file does not say. */
export type Overrides = Partial<Pick<ImportedFormula, 'name' | 'writer' | 'document' | 'truth'>>;

/** Read one file, draw it, store its blobs; a broken file becomes an outcome, not an error. */
export async function readItem(
  batch: OpenBatch,
  file: { path: string; bytes: Uint8Array; overrides?: Overrides },
): Promise<ReadItem> {
  const { path } = file;
  try {
    const name = path.split(/[\\/]/).at(-1) ?? path;
    const source = await importFile(file.bytes, name, { format: batch.options.format });
    const item = await imported(batch, { ...source, ...file.overrides });
    return { path, item, warnings: source.warnings };
  } catch (error) {
    return { path, outcome: failed(path, error) };
  }
}

export function failed(path: string, error: unknown): ItemOutcome {
  const { code, message } = publicError(error, 'import');
  return { path, status: 'failed', sourceHash: null, formulaId: null, error: { code, message } };
}

/**
 * Put read files into the database, all in one transaction, and note what became of each. The same image
 * twice is one formula. What has no annotation yet is sent to the models.
 */
export async function storeItems(batch: OpenBatch, read: readonly ReadItem[]): Promise<ItemOutcome[]> {
  const items = read.flatMap((entry) => ('item' in entry ? [entry.item] : []));
  const outcomes = await transaction(async (db) => {
    const known = await formulasByImage(
      db,
      batch.projectId,
      items.map(({ image }) => image.hash),
    );
    const fresh = new Map(
      items.filter(({ image }) => !known.has(image.hash)).map((item) => [item.image.hash, item]),
    );
    await insertFormulas(db, [...fresh.values()]);
    await addClasses(db, batch.projectId, classesOf([...fresh.values()]));
    const owners = await formulasByImage(
      db,
      batch.projectId,
      items.map(({ image }) => image.hash),
    );
    const made = read.map((entry): ItemOutcome => {
      if ('outcome' in entry) return entry.outcome;
      const { formula, image } = entry.item;
      const formulaId = owners.get(image.hash) ?? null;
      const status = formulaId === formula.id ? 'added' : 'exists';
      return { path: entry.path, status, sourceHash: formula.sourceHash, formulaId, error: null };
    });
    await recordItems(db, batch.id, made);
    return made;
  });
  const waiting = new Set(
    items.filter(({ formula }) => formula.state === 'importing').map(({ formula }) => formula.id),
  );
  await enqueuePreannotation(
    outcomes.flatMap(({ status, formulaId }) =>
      status === 'added' && formulaId && waiting.has(formulaId) ? [formulaId] : [],
    ),
  );
  return outcomes;
}
