import type { Prediction } from '@/lib/domain/annotation/prediction';

/**
 * How probable it is, by the models' own confidences, that nothing of a prediction must be corrected: the
 * product over all its values, taken as independent, which is also what the queue's expected cost adds up.
 * A prediction without symbols is 0: every formula has some.
 */
export function formulaConfidence({ symbols, latexConfidence }: Prediction): number {
  if (symbols.length === 0) return 0;
  return symbols.reduce(
    (product, { boxConfidence, confidence, placeConfidence }) =>
      product * boxConfidence * confidence * (placeConfidence ?? 1),
    latexConfidence ?? 1,
  );
}
