import type { Prediction } from '@/lib/domain/annotation/prediction';
import { ALL_PINS, type Annotation } from '@/lib/domain/annotation/schema';
import { linesInOrder, sortedSymbols } from '@/lib/domain/ordering';
import { STAGES } from '@/lib/domain/stages';

/** The truth of a file taken as gold: every value pinned, every stage accepted. */
export function goldAnnotation(truth: Annotation): Annotation {
  return {
    ...truth,
    symbols: Object.fromEntries(
      Object.entries(truth.symbols).map(([id, symbol]) => [id, { ...symbol, pins: ALL_PINS }]),
    ),
    label: { ...truth.label, pinned: true },
    accepted: { detector: true, recognizer: true, aligner: true, converter: true },
  };
}

/** The truth of a file taken as a prediction: something that people may correct, said with full confidence. */
export function predictionFromTruth(truth: Annotation): Prediction {
  return {
    symbols: sortedSymbols(truth).map(({ id, box, class: name, place }) => ({
      id,
      box,
      boxConfidence: 1,
      class: name,
      confidence: 1,
      candidates: [{ class: name, confidence: 1 }],
      place,
      placeConfidence: place ? 1 : null,
    })),
    lines: linesInOrder(truth).map((line) => line.id),
    latex: truth.label.latex,
    latexConfidence: truth.label.latex === '' ? null : 1,
    timingsMs: {},
    candidates: Object.fromEntries(STAGES.map((stage) => [stage, 'file'])),
  };
}
