import type { Annotation } from '@/lib/domain/annotation/schema';
import type { InkDocument } from '@/lib/domain/ink';
import type { Stage } from '@/lib/domain/stages';

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
  /** SPDX or Hugging Face licence id with its page; `other` when nobody has said. */
  licence?: { id: string; url: string };
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

/** What an exporter had to leave out, and why: said in the manifest, never silent. */
export interface Omission {
  formula: string;
  name: string;
  reason: 'held' | 'latex_does_not_parse' | 'no_ink' | 'no_ordering';
}

/** A way to write a snapshot. A new one is a folder and a line in the registry. */
export interface Exporter {
  /** The stage that learns from it; `any` for what serves all of them. */
  stage: Stage | 'any';
  format: string;
  /** The top folder of its files. */
  folder: string;
  /** One paragraph for the dataset card: what is where, and which loader takes it. */
  description: string;
  /** Files that are not one of a kind, as glob → media type, for Croissant. */
  collections: Record<string, string>;
  files: (
    snapshot: ExportSnapshot,
    omit: (item: ExportItem, reason: Omission['reason']) => void,
  ) => AsyncGenerator<ExportFile>;
}
