import type { Actor } from '@/lib/domain/permissions';
import type { Stage } from '@/lib/domain/stages';
import { exportSnapshot as write, findExporter, zipStream, type ExportFile } from '@/lib/export';
import { CODE_VERSION } from '../code-version';
import { requireSnapshot } from './require-snapshot';
import { snapshotItems } from './snapshot-items';

export type SnapshotExport = {
  /** Name for a file or folder: project, snapshot, stage, format. */
  name: string;
  files: AsyncGenerator<ExportFile>;
};

const fileName = (parts: string[]) => parts.join('-').replace(/[^\p{L}\p{N}._-]+/gu, '_');

/**
 * A snapshot as the training set of a stage: a stream of files, read from the database and blob storage as it
 * goes. The same snapshot gives the same bytes.
 * @throws AppError not_found | invalid_input for an export that there is not
 */
export async function exportSnapshot(
  actor: Actor,
  { snapshotId, stage, format }: { snapshotId: string; stage: Stage | 'any'; format?: string },
): Promise<SnapshotExport> {
  const row = await requireSnapshot(actor, snapshotId);
  const exporter = findExporter({ stage, format });
  const snapshot = {
    name: row.name,
    project: row.project.name,
    createdAt: row.createdAt,
    codeVersion: CODE_VERSION,
    contentHash: row.contentHash,
    ...(row.options.licence && { licence: row.options.licence }),
    classes: row.options.classes,
    items: snapshotItems(row.id, exporter.format === 'inkml'),
  };
  return {
    name: fileName([row.project.slug, row.name, exporter.stage, exporter.format]),
    files: write(snapshot, { stage, format: exporter.format }),
  };
}

/** The same as one zip archive, byte by byte as it is read. */
export async function exportSnapshotZip(
  actor: Actor,
  input: Parameters<typeof exportSnapshot>[1],
): Promise<{ name: string; bytes: AsyncGenerator<Uint8Array> }> {
  const { name, files } = await exportSnapshot(actor, input);
  return { name: `${name}.zip`, bytes: zipStream(files) };
}
