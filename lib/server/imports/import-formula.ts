import type { ItemOutcome } from '@/lib/db/import/batches';
import type { Actor } from '@/lib/domain/permissions';
import { ImportOptionsSchema } from './import-options';
import { requireBatch } from './require-batch';
import { openBatch, readItem, storeItems } from './store-imported';

/** Largest file that can be imported, in bytes. */
export const MAX_IMPORT_BYTES = 64 * 1024 * 1024;

/**
 * Import one file into a batch. A file that cannot be read is an outcome with its reason, not an error.
 * @param input.path its path or name, by which the batch knows it
 * @throws AppError not_found when there is no such batch
 */
export async function importFormula(
  actor: Actor,
  { batchId, path, bytes }: { batchId: string; path: string; bytes: Uint8Array },
): Promise<ItemOutcome & { warnings: string[] }> {
  const row = await requireBatch(actor, batchId);
  const batch = await openBatch(row, actor.userId, ImportOptionsSchema.parse(row.options));
  const read = await readItem(batch, { path, bytes });
  const [outcome] = await storeItems(batch, [read]);
  if (!outcome) throw new Error('a file without an outcome');
  return { ...outcome, warnings: 'warnings' in read ? read.warnings : [] };
}
