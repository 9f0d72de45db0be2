import type { Annotation } from '@/lib/domain/annotation/schema';
import type { InkDocument } from '@/lib/domain/ink';

/** `held`: linked to two splits at once; listed in the manifest and exported nowhere. */
export const EXPORT_SPLITS = ['train', 'val', 'test'] as const;
export type ExportSplit = (typeof EXPORT_SPLITS)[number];

/** One formula of a snapshot: a frozen revision with its image. */
export interface ExportItem {
  formulaId: string;
  name: string;
  split: ExportSplit | 'held';
  writer: string | null;
  document: string | null;
  /** Where it came from: the name of the imported file or of the import. */
  source: string;
  annotation: Annotation;
  /** Canonical LaTeX of the label; null when the label does not parse. */
  latexCanonical: string | null;
  image: {
    hash: string;
    width: number;
    height: number;
    format: 'png' | 'jpeg' | 'webp';
    read: () => Promise<Uint8Array>;
  };
  ink: InkDocument | null;
  revision: { id: string; contentHash: string };
}

/** Everything an exporter may look at. The same value gives the same bytes. */
export interface ExportSnapshot {
  name: string;
  project: string;
  createdAt: Date;
  codeVersion: string;
  contentHash: string;
  /** The class list of the snapshot in code point order; it gives every exported class its number. */
  classes: readonly string[];
  /** In an order that never changes. Exporters go through it several times, each time from the start. */
  items: AsyncIterable<ExportItem> | Iterable<ExportItem>;
}

/** A file of an export. `bytes` is read once, to its end, before the next file is asked for. */
export interface ExportFile {
  /** Relative, with forward slashes. */
  path: string;
  bytes: AsyncIterable<Uint8Array>;
}
