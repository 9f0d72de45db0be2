import { annotationFromPrediction, type PredictedSymbol } from '@/lib/domain/annotation/prediction';
import type { LineId } from '@/lib/domain/annotation/schema';
import { latexFromAnnotation } from '@/lib/domain/latex';
import { asDecided, decide } from '../decided';
import type { ConverterOutput, StageContext } from '../stage';
import type { Tensors } from '../tensor';

/** Canonical LaTeX of the symbols' trees, by rules. */
export function writeDecided(symbols: PredictedSymbol[], lines: LineId[]): string {
  return latexFromAnnotation(
    annotationFromPrediction({
      symbols,
      lines,
      latex: '',
      latexConfidence: null,
      timingsMs: {},
      candidates: {},
    }),
  );
}

/**
 * The label that follows from the tree, or the one a person pinned. Its confidence is that every class and
 * every place is right, taken as independent; null where nothing was asked.
 */
export function interpret(_tensors: Tensors | null, context: StageContext): ConverterOutput {
  const { pins } = context;
  if (pins?.label.pinned) return { latex: pins.label.latex, confidence: 1 };
  const asked = context.outputs.aligner !== undefined;
  const { symbols, lines } = asked || !pins ? decide(context) : asDecided(pins);
  const confidence = asked
    ? symbols.reduce((product, { confidence: c, placeConfidence: p }) => product * c * (p ?? 0), 1)
    : null;
  return { latex: writeDecided(symbols, lines), confidence };
}
