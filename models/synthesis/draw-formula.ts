import type { Annotation } from '@/lib/domain/annotation/schema';
import { composeFormula } from './drawing/compose';
import { inkCoverage, paint } from './drawing/paint';
import { likelyStyle, type DrawingStyle } from './drawing/style';
import { truthOf } from './drawing/truth';
import { seededRandom } from './random';

export interface DrawFormulaOptions {
  latex: string;
  /** The face is enough; what is left out is chosen by the seed. */
  style: Pick<DrawingStyle, 'face'> & Partial<DrawingStyle>;
  seed: string;
}

export interface DrawnFormula {
  /** PNG bytes. */
  image: Uint8Array;
  /** Pixels. */
  width: number;
  height: number;
  /** Boxes are the extent of the ink in pixels of the image. */
  truth: Annotation;
}

/**
 * Draws a formula from its LaTeX, in handwriting or print, and says exactly where every symbol is. The
 * same options give the same bytes. LaTeX that cannot be drawn is an AppError `invalid_input`.
 */
export async function drawFormula({ latex, style, seed }: DrawFormulaOptions): Promise<DrawnFormula> {
  const random = seededRandom(`${seed}/drawing`);
  const full: DrawingStyle = { ...likelyStyle(style.face, random.fork('style')), ...style };
  const composition = composeFormula(latex, full, seed);
  const { width, height, symbols } = composition;
  const coverage = await inkCoverage(
    symbols.map((symbol) => symbol.outline),
    width,
    height,
  );
  const image = await paint(coverage, width, height, full, random.fork('paint'));
  return { image, width, height, truth: truthOf(composition) };
}
