import type { ScoredFormula, ScoredSymbol } from '@/lib/domain/metrics';

export const box = (x: number, y = 0, width = 10, height = 10) => ({ x, y, width, height });

/** A 10×10 symbol; its place is the root of a line unless it is said. */
export const symbol = (
  id: string,
  x: number,
  parent: string | null = null,
  relation: ScoredSymbol['relation'] = null,
  name = id,
): ScoredSymbol => ({ id, box: box(x), class: name, parent, relation });

export interface ScoredParts {
  symbols: ScoredSymbol[];
  latex?: string[];
  written?: string[];
  detected?: ScoredFormula['detected'];
  detectedScores?: number[];
  predicted?: Partial<ScoredFormula['predicted']>;
  formulaConfidence?: number;
  onGold?: Partial<ScoredFormula['onGold']>;
}

/** A formula that everything is right about, but for what is said; confidences are 0.9. */
export function scored({ symbols, latex, ...parts }: ScoredParts): ScoredFormula {
  const label = latex ?? symbols.map((one) => one.class);
  const sure = symbols.map(() => 0.9);
  return {
    gold: { symbols, latex: label, written: parts.written ?? label },
    detected: parts.detected ?? symbols.map((one) => one.box),
    detectedScores: parts.detectedScores ?? (parts.detected ?? symbols).map(() => 0.9),
    predicted: {
      symbols: symbols.map((one) => ({ ...one, confidence: 0.9 })),
      latex: label,
      ...parts.predicted,
    },
    formulaConfidence: parts.formulaConfidence ?? 0.9,
    onGold: {
      ranking: symbols.map((one) => [one.class]),
      confidence: sure,
      contextClass: symbols.map((one) => one.class),
      contextConfidence: sure,
      places: symbols,
      ...parts.onGold,
    },
  };
}
