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
  /** The whole pipeline's answer. */
  predicted: { symbols: ScoredSymbol[]; latex: string[] };
  /** Each stage asked about gold input; lists run along `gold.symbols`. */
  onGold: {
    /** Best five classes per symbol, best first. */
    ranking: string[][];
    /** The class in context, from the recognizer's probabilities. */
    contextClass: string[];
    /** The tree from gold boxes and classes. */
    places: ScoredPlace[];
  };
}
