import { AppError } from '@/lib/errors';
import type { ImportedFormula, ImportFormat } from './format';
import { imageFormat } from './image/format';
import { inkmlFormat } from './inkml/format';

/** In the order in which they are asked; the last one takes what nobody else knows. */
export const IMPORT_FORMATS = [inkmlFormat, imageFormat] as const satisfies readonly ImportFormat[];
export type ImportFormatName = (typeof IMPORT_FORMATS)[number]['name'];

/** Endings that a file chooser offers and a folder is searched for, without the dot. */
export const IMPORT_EXTENSIONS: readonly string[] = IMPORT_FORMATS.flatMap((format) => format.extensions);

export interface ImportOptions {
  /** The format that the file must have; without it the content decides. */
  format?: string;
}

/**
 * Reads one file into a formula. What kind of file it is, its content says.
 * @param name file name, for messages and for the formula.
 * @throws AppError `broken_file`, `unsupported_file` or `too_large`, with a sentence that names the file.
 */
export async function importFile(
  bytes: Uint8Array,
  name: string,
  { format }: ImportOptions = {},
): Promise<ImportedFormula> {
  if (bytes.length === 0) throw new AppError('broken_file', `${name}: the file is empty.`);
  if (format !== undefined) {
    const wanted = IMPORT_FORMATS.find((known) => known.name === format);
    if (!wanted) throw new AppError('unsupported_file', `${format} is not a format that can be imported.`);
    return wanted.read(bytes, name);
  }
  const fitting = IMPORT_FORMATS.find((known) => known.recognises(bytes)) ?? imageFormat;
  return fitting.read(bytes, name);
}

export type { ImportedFormula, ImportFormat } from './format';
export { drawInk, inkPng, type InkDrawing } from './inkml/draw';
export { parseInkml, type ParsedInkml } from './inkml/parse';
export { fingerprint } from './image/fingerprint';
export { goldAnnotation, predictionFromTruth } from './truth';
