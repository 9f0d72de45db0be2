import { encode } from '../stream';
import type { Exporter, ExportSnapshot, Omission } from '../snapshot';
import type { SnapshotCounts } from './counts';

/** A file that was written. */
export interface FileRecord {
  path: string;
  bytes: number;
  sha256: string;
}

/** manifest.json of an export, streamed: a large set has a million files. */
export function manifest(
  snapshot: ExportSnapshot,
  exporter: Exporter,
  facts: { counts: SnapshotCounts; omissions: readonly Omission[]; files: readonly FileRecord[] },
): AsyncGenerator<Uint8Array> {
  const head = {
    dataset: { stage: exporter.stage, format: exporter.format },
    snapshot: {
      name: snapshot.name,
      project: snapshot.project,
      createdAt: snapshot.createdAt.toISOString(),
      contentHash: snapshot.contentHash,
    },
    codeVersion: snapshot.codeVersion,
    licence: snapshot.licence?.id ?? 'other',
    classes: snapshot.classes,
    counts: { ...facts.counts, held: facts.omissions.filter(({ reason }) => reason === 'held').length },
  };
  function* pieces() {
    yield JSON.stringify(head, null, 1).slice(0, -2);
    yield* list('omitted', facts.omissions);
    yield* list('files', facts.files);
    yield '\n}\n';
  }
  return encode(pieces());
}

function* list(name: string, rows: readonly object[]) {
  yield `,\n ${JSON.stringify(name)}: [`;
  for (const [index, row] of rows.entries()) yield `${index === 0 ? '' : ','}\n  ${JSON.stringify(row)}`;
  yield rows.length === 0 ? ']' : '\n ]';
}
