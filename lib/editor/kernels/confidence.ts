import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import type { PredictedSymbol, Prediction } from '@/lib/domain/annotation/prediction';
import type { Stage } from '@/lib/domain/stages';

/**
 * One ordered scale for "how sure is the model": it is drawn as line style and marker first and as
 * colour second, so that it can be read without colour. `settled` is what a person set or accepted.
 */
export const CONFIDENCE_LEVELS = ['guess', 'unsure', 'likely', 'sure', 'settled'] as const;
export type ConfidenceLevel = (typeof CONFIDENCE_LEVELS)[number];

export function levelOf(confidence: number): ConfidenceLevel {
  if (confidence < 0.5) return 'guess';
  if (confidence < 0.8) return 'unsure';
  return confidence < 0.95 ? 'likely' : 'sure';
}

export type PredictedById = ReadonlyMap<SymbolId, PredictedSymbol>;

export function predictedById(prediction: Prediction | null): PredictedById {
  return new Map(prediction?.symbols.map((symbol) => [symbol.id, symbol]));
}

const PIN_OF_STAGE = { detector: 'box', recognizer: 'class', aligner: 'place' } as const;

/**
 * How sure the model is of what `stage` says about one symbol. Symbols that the prediction does not
 * know were made by a person: their box is settled, and the rest is a guess until it is pinned.
 */
export function symbolLevel(
  annotation: Annotation,
  predicted: PredictedById,
  id: SymbolId,
  stage: Stage,
): ConfidenceLevel {
  const symbol = annotation.symbols[id];
  if (!symbol || stage === 'converter') return 'settled';
  if (symbol.pins[PIN_OF_STAGE[stage]]) return 'settled';
  const said = predicted.get(id);
  if (!said) return stage === 'detector' ? 'settled' : 'guess';
  return levelOf(symbolConfidence(predicted, id, stage) ?? 0);
}

/** The model's confidence in what `stage` says about a symbol, 0 to 1; null where it said nothing. */
export function symbolConfidence(predicted: PredictedById, id: SymbolId, stage: Stage): number | null {
  const said = predicted.get(id);
  if (!said || stage === 'converter') return null;
  if (stage === 'detector') return said.boxConfidence;
  return stage === 'recognizer' ? said.confidence : said.placeConfidence;
}

/** Should "next uncertain" stop here? */
export function isUncertain(level: ConfidenceLevel): boolean {
  return level === 'guess' || level === 'unsure';
}

/** A confidence in three characters: `.93`; `1.0` and `.00` only where it rounds to them. */
export function shownConfidence(confidence: number): string {
  return confidence.toFixed(2).replace(/^0/u, '').replace('1.00', '1.0');
}
