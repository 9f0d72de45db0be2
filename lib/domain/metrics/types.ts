import type { Relation } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';

/** A symbol as it is scored: parent and relation are null at the root of a line. */
export interface ScoredSymbol {
  id: string;
  box: Box;
  class: string;
  parent: string | null;
  relation: Relation | null;
}

/** A symbol as it was predicted; `confidence` in 0..1 is that of its class. */
export interface PredictedScoredSymbol extends ScoredSymbol {
  confidence: number;
}

/** A symbol's place alone. */
export type ScoredPlace = Pick<ScoredSymbol, 'id' | 'parent' | 'relation'>;

/** Everything that one formula contributes to an evaluation. LaTeX is in canonical tokens. */
export interface ScoredFormula {
  gold: {
    symbols: ScoredSymbol[];
    /** The label in the file. */
    latex: string[];
    /** What the converter writes for the gold tree. */
    written: string[];
  };
  /** The detector's own boxes, before anything is rejected in context. */
  detected: Box[];
  /** Its calibrated scores in 0..1, along `detected`. */
  detectedScores: number[];
  /** The whole pipeline's answer. */
  predicted: { symbols: PredictedScoredSymbol[]; latex: string[] };
  /** How sure the release is, in 0..1, that nothing of its answer must be corrected. */
  formulaConfidence: number;
  /** Each stage asked about gold input; lists run along `gold.symbols`. */
  onGold: {
    /** Best five classes per symbol, best first. */
    ranking: string[][];
    /** The recognizer's calibrated confidence in the first of them. */
    confidence: number[];
    /** The class in context, from the recognizer's probabilities. */
    contextClass: string[];
    contextConfidence: number[];
    /** The tree from gold boxes and classes. */
    places: ScoredPlace[];
  };
}
