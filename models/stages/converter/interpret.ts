import { annotationFromPrediction } from '@/lib/domain/annotation/prediction';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { latexFromAnnotation } from '@/lib/domain/latex';
import { asDecided, decide, type Decided } from '../decided';
import type { ConverterOutput, StageContext } from '../stage';
import type { Tensors } from '../tensor';

/** The symbols and lines that the label is written from: the aligner's, or a person's own where it was not asked. */
function decidedSymbols(context: StageContext) {
  const { pins } = context;
  return context.outputs.aligner || !pins ? decide(context) : asDecided(pins);
}

const asAnnotation = ({ symbols, lines }: Decided): Annotation =>
  annotationFromPrediction({
    symbols,
    lines,
    latex: '',
    latexConfidence: null,
    timingsMs: {},
    candidates: {},
  });

/** The same as an annotation without pins and without a label. */
export function decidedAnnotation(context: StageContext): Annotation {
  return asAnnotation(decidedSymbols(context));
}

/**
 * The label that follows from the tree, or the one a person pinned. Its confidence is that every class and
 * every place is right, taken as independent; null where nothing was asked.
 */
export function interpret(_tensors: Tensors | null, context: StageContext): ConverterOutput {
  const { pins } = context;
  if (pins?.label.pinned) return { latex: pins.label.latex, confidence: 1 };
  const decided = decidedSymbols(context);
  const confidence = context.outputs.aligner
    ? decided.symbols.reduce((product, { confidence: c, placeConfidence: p }) => product * c * (p ?? 0), 1)
    : null;
  return { latex: latexFromAnnotation(asAnnotation(decided)), confidence };
}
