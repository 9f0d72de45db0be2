import type { Annotation } from '@/lib/domain/annotation/schema';
import type { InkDocument } from '@/lib/domain/ink';
import type { StoredFormat } from './image/read';

/** A formula as it goes into the project: its image, and whatever else the file knew. */
export interface ImportedFormula {
  /** The file name it came under. */
  name: string;
  /** sha256 of the file. */
  sourceHash: string;
  image: {
    bytes: Uint8Array;
    /** sha256 of `bytes`. */
    hash: string;
    format: StoredFormat;
    /** Pixels, after EXIF orientation. */
    width: number;
    height: number;
    /** For finding near-duplicates, see image/fingerprint. */
    fingerprint: string;
  };
  ink: InkDocument | null;
  /** What the file says about its symbols, unpinned; the caller takes it as gold, as a prediction, or not at all. */
  truth: Annotation | null;
  /** The LaTeX of the file as it stands there. */
  latexRaw: string | null;
  writer: string | null;
  /** Page or PDF it is part of: items of one document never cross a split. */
  document: string | null;
  /** Sentences for the import report. */
  warnings: string[];
}

/** One kind of file that can be imported. A new one is a folder and a line in the registry. */
export interface ImportFormat {
  name: string;
  extensions: readonly string[];
  /** Judges by content; names lie. */
  recognises: (bytes: Uint8Array) => boolean;
  /** @throws AppError when the file cannot be used. */
  read: (bytes: Uint8Array, name: string) => Promise<ImportedFormula>;
}
