import type { Box } from '@/lib/domain/geometry/box';
import { matchBoxes } from './matching';
import { f1, ratio } from './ratios';

export interface DetectorScores {
  precision50: number;
  recall50: number;
  f1_50: number;
  f1_75: number;
  /** Share of formulas with every symbol found and nothing else, at IoU 0.5. */
  allFound: number;
}

/** Boxes against boxes, classes aside; counts are pooled over formulas. */
export function scoreDetector(
  formulas: readonly { detected: readonly Box[]; gold: readonly Box[] }[],
): DetectorScores {
  let predicted = 0;
  let gold = 0;
  let found50 = 0;
  let found75 = 0;
  let complete = 0;
  for (const formula of formulas) {
    const at50 = matchBoxes(formula.detected, formula.gold, 0.5);
    predicted += formula.detected.length;
    gold += formula.gold.length;
    found50 += at50.pairs.length;
    found75 += matchBoxes(formula.detected, formula.gold, 0.75).pairs.length;
    if (at50.unmatchedPredicted.length + at50.unmatchedGold.length === 0) complete++;
  }
  return {
    precision50: ratio(found50, predicted),
    recall50: ratio(found50, gold),
    f1_50: f1(found50, predicted, gold),
    f1_75: f1(found75, predicted, gold),
    allFound: ratio(complete, formulas.length),
  };
}
