import type { Prediction } from '@/lib/domain/annotation/prediction';
import { plattScaled, type PlattScale } from './platt';

/**
 * How probable it is, by the models' own confidences, that nothing of a prediction must be corrected: the
 * product over all its values, taken as independent, which is also what the queue's expected cost adds up.
 * A prediction without symbols is 0: every formula has some. Mistakes come in company, so that the product is too
 * small; `scale`, fitted on held-out formulas, makes up for it.
 */
export function formulaConfidence(
  { symbols, latexConfidence }: Prediction,
  scale: PlattScale = { slope: 1, bias: 0 },
): number {
  if (symbols.length === 0) return 0;
  const product = symbols.reduce(
    (product, { boxConfidence, confidence, placeConfidence }) =>
      product * boxConfidence * confidence * (placeConfidence ?? 1),
    latexConfidence ?? 1,
  );
  return plattScaled(product, scale);
}
