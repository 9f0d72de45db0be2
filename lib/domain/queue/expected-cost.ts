import type { Prediction } from '@/lib/domain/annotation/prediction';
import { B, K, M, P } from '@/lib/domain/metrics/effort';

// Seconds by the keystroke-level model, as in lib/domain/metrics/effort.

const DELETE = P + 2 * B + K;
const RELABEL = P + 2 * B + M + K;
const RELATE = P + 2 * B + M + 2 * K;
const LATEX = P + 2 * B + M;

/**
 * Expected seconds to correct a prediction: looking it over, and for every value its correction's
 * cost times the probability that it is wrong, which the models' confidences estimate.
 */
export function expectedCorrectionCost(prediction: Prediction): number {
  const look = M * Math.max(1, prediction.symbols.length / 10) + K;
  const symbols = prediction.symbols.reduce(
    (sum, { boxConfidence, confidence, placeConfidence }) =>
      sum +
      DELETE * (1 - boxConfidence) +
      RELABEL * (1 - confidence) +
      RELATE * (1 - (placeConfidence ?? confidence)),
    0,
  );
  return look + symbols + LATEX * (1 - (prediction.latexConfidence ?? 1));
}
