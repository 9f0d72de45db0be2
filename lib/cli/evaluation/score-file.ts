import { AppError } from '@/lib/errors';
import { importFile } from '@/lib/import';
import type { Pipeline } from '@/models/runtime/pipeline';
import { scoreFormula, type FormulaScore } from '@/models/scoring/score-formula';

/**
 * Scores one InkML file, drawn by the importer, against the truth in it.
 * @throws AppError when the file cannot be read or holds no truth to score against.
 */
export async function scoreFile(pipeline: Pipeline, bytes: Uint8Array, name: string): Promise<FormulaScore> {
  const { image, truth } = await importFile(bytes, name);
  if (!truth)
    throw new AppError(
      'invalid_input',
      `${name}: no usable truth (symbols without strokes or without a place in the label).`,
    );
  try {
    return await scoreFormula(pipeline, image.bytes, truth, truth.label.latex);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${name}: ${error.message}`, error.details, { cause: error });
  }
}
