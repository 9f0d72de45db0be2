import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { countItems, finishBatch, listBatches, listItems } from '@/lib/db/import/batches';
import type { Actor } from '@/lib/domain/permissions';
import { ImportOptionsSchema, type ImportOptions } from './import-options';
import { requireBatch } from './require-batch';
import { requireProject } from '../projects/require-project';

export type ImportCounts = { added: number; exists: number; failed: number };
export type ImportSummary = {
  id: string;
  source: string;
  by: string | null;
  options: ImportOptions;
  createdAt: string;
  finishedAt: string | null;
  counts: ImportCounts;
};
export type ImportItemView = {
  path: string;
  status: 'added' | 'exists' | 'failed';
  error: { code: string; message: string } | null;
  formulaId: string | null;
};

/** Most files that one answer lists. */
const LISTED = 1000;
const StatusSchema = z.enum(['added', 'exists', 'failed']);
const ErrorSchema = z.object({ code: z.string(), message: z.string() }).nullable();

function countsOf(rows: readonly { status: string; count: number }[]): ImportCounts {
  const of = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
  return { added: of('added'), exists: of('exists'), failed: of('failed') };
}

type Row = {
  id: string;
  source: string;
  user: { name: string } | null;
  options: unknown;
  createdAt: Date;
  finishedAt: Date | null;
};

const summary = (row: Row, counts: ImportCounts): ImportSummary => ({
  id: row.id,
  source: row.source,
  by: row.user?.name ?? null,
  options: ImportOptionsSchema.parse(row.options),
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  counts,
});

/** How an import is going: counts, and its files, the failed ones with their reason. @throws AppError not_found */
export async function importStatus(
  actor: Actor,
  { batchId, status }: { batchId: string; status?: 'added' | 'exists' | 'failed' },
): Promise<ImportSummary & { items: ImportItemView[] }> {
  const batch = await requireBatch(actor, batchId);
  const [counts, items] = await Promise.all([
    countItems(getDb(), batchId),
    listItems(getDb(), { batchId, status, limit: LISTED }),
  ]);
  return {
    ...summary(batch, countsOf(counts)),
    items: items.map((item) => ({
      path: item.path,
      status: StatusSchema.parse(item.status),
      error: ErrorSchema.parse(item.error),
      formulaId: item.formulaId,
    })),
  };
}

/** The last imports into a project, newest first. @throws AppError not_found | forbidden */
export async function listImports(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<ImportSummary[]> {
  const project = await requireProject(actor, slug, 'formula.import');
  const batches = await listBatches(getDb(), project.id, 50);
  return batches.map(({ counts, ...batch }) => summary(batch, countsOf(counts)));
}

/** Say that no more files will come. @throws AppError not_found */
export async function finishImport(actor: Actor, { batchId }: { batchId: string }): Promise<void> {
  await requireBatch(actor, batchId);
  await finishBatch(getDb(), batchId, new Date());
}
