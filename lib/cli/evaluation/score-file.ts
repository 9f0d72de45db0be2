import type { Annotation } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import { AppError } from '@/lib/errors';
import { importFile } from '@/lib/import';
import type { Effect } from '@/models/effects';
import type { Pipeline } from '@/models/runtime/pipeline';
import { scoreFormula, type FormulaScore } from '@/models/scoring/score-formula';

function movedTo(truth: Annotation, mapBox: (box: Box) => Box): Annotation {
  const symbols = Object.entries(truth.symbols).map(([id, symbol]) => [
    id,
    { ...symbol, box: mapBox(symbol.box) },
  ]);
  return { ...truth, symbols: Object.fromEntries(symbols) as Annotation['symbols'] };
}

/**
 * Scores one InkML file, drawn by the importer, against the truth in it.
 * @param effect what happens to the drawing before the models see it; its seed is the file's name
 * @throws AppError when the file cannot be read or holds no truth to score against.
 */
export async function scoreFile(
  pipeline: Pipeline,
  bytes: Uint8Array,
  name: string,
  effect?: Effect,
): Promise<FormulaScore> {
  const { image: drawn, truth } = await importFile(bytes, name);
  if (!truth)
    throw new AppError(
      'invalid_input',
      `${name}: no usable truth (symbols without strokes or without a place in the label).`,
    );
  try {
    if (!effect) return await scoreFormula(pipeline, drawn.bytes, truth, truth.label.latex);
    const { image, mapBox } = await effect(drawn.bytes, name);
    return await scoreFormula(pipeline, image, movedTo(truth, mapBox), truth.label.latex);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${name}: ${error.message}`, error.details, { cause: error });
  }
}
