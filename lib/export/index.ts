import { createHash } from 'node:crypto';
import { AppError } from '@/lib/errors';
import type { Stage } from '@/lib/domain/stages';
import { alignerJsonl } from './aligner/jsonl';
import { converterJsonl } from './converter/jsonl';
import { datasetCard } from './dataset/card';
import { countSnapshot } from './dataset/counts';
import { croissant } from './dataset/croissant';
import { manifest, type FileRecord } from './dataset/manifest';
import { detectorCoco } from './detector/coco';
import { inkml } from './inkml';
import { recognizerFolders } from './recognizer/class-folders';
import type { Exporter, ExportFile, ExportItem, ExportSnapshot, Omission } from './snapshot';
import { encode } from './stream';

/** Every way to write a snapshot; the first of a stage is its default. */
export const EXPORTERS = [
  detectorCoco,
  recognizerFolders,
  alignerJsonl,
  converterJsonl,
  inkml,
] as const satisfies readonly Exporter[];

export interface ExportChoice {
  stage: Stage | 'any';
  /** Without it, the stage's default. */
  format?: string;
}

/** @throws AppError `invalid_input` that lists what there is. */
export function findExporter({ stage, format }: ExportChoice): Exporter {
  const found = EXPORTERS.find(
    (exporter) =>
      (exporter.stage === stage || exporter.stage === 'any') &&
      exporter.format === (format ?? exporter.format),
  );
  if (found) return found;
  const known = EXPORTERS.map((exporter) => `${exporter.stage}/${exporter.format}`).join(', ');
  throw new AppError('invalid_input', `There is no export ${stage}/${format ?? ''}; there is ${known}.`);
}

/** Passes the bytes on and notes what was written once they have all been read. */
async function* recorded({ path, bytes }: ExportFile, records: FileRecord[]): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    size += chunk.length;
    yield chunk;
  }
  records.push({ path, bytes: size, sha256: hash.digest('hex') });
}

/**
 * Writes a snapshot as a training set: the exporter's files, then the dataset card, Croissant metadata and the
 * manifest with everybody's sha256, all under the exporter's folder. Pure and streamed; the same snapshot
 * gives the same bytes. Each file must be read to its end before the next is asked for.
 */
export async function* exportSnapshot(
  snapshot: ExportSnapshot,
  choice: ExportChoice,
): AsyncGenerator<ExportFile> {
  const exporter = findExporter(choice);
  const records: FileRecord[] = [];
  const omitted = new Map<string, Omission>();
  const omit = (item: ExportItem, reason: Omission['reason']) => {
    omitted.set(item.formulaId, { formula: item.formulaId, name: item.name, reason });
  };
  for await (const item of snapshot.items) if (item.split === 'held') omit(item, 'held');
  const counts = await countSnapshot(snapshot);
  for await (const file of exporter.files(snapshot, omit)) {
    yield { path: file.path, bytes: recorded(file, records) };
  }
  const card = {
    path: `${exporter.folder}/README.md`,
    bytes: encode([datasetCard(snapshot, exporter, counts)]),
  };
  yield { path: card.path, bytes: recorded(card, records) };
  const metadata = {
    path: `${exporter.folder}/croissant.json`,
    bytes: encode([croissant(snapshot, exporter, records)]),
  };
  yield { path: metadata.path, bytes: recorded(metadata, records) };
  const facts = { counts, omissions: [...omitted.values()], files: records };
  yield { path: `${exporter.folder}/manifest.json`, bytes: manifest(snapshot, exporter, facts) };
}

export type { Exporter, ExportFile, ExportItem, ExportSnapshot, ExportSplit, Omission } from './snapshot';
export { writeInkml } from './inkml/write';
export { writeExport } from './archive/folder';
export { zipStream } from './archive/zip';
