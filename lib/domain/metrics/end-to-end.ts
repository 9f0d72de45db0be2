import { countCorrections, totalCorrections } from './corrections';
import { editDistance } from './edit-distance';
import { secondsFromScratch, secondsToCorrect } from './effort';
import { mean, ratio } from './ratios';
import type { ScoredFormula } from './types';

export interface ExpressionScores {
  /** Share of formulas whose canonical tokens are exactly those of the label in the file. */
  exprate: number;
  /** At most one, at most two token edits away. */
  within1: number;
  within2: number;
}

export interface EndToEndScores extends ExpressionScores {
  /** Share of formulas where boxes, classes, ordering and LaTeX are all right as predicted. */
  zeroTouch: number;
  meanCorrections: number;
  /** Means per formula by the keystroke-level model. */
  klmSecondsCorrect: number;
  klmSecondsScratch: number;
}

export function scoreExpressions(
  labels: readonly { said: readonly string[]; gold: readonly string[] }[],
): ExpressionScores {
  const distances = labels.map(({ said, gold }) => editDistance(said, gold));
  const within = (limit: number) =>
    ratio(distances.filter((distance) => distance <= limit).length, labels.length);
  return { exprate: within(0), within1: within(1), within2: within(2) };
}

export function scoreEndToEnd(
  formulas: readonly Pick<ScoredFormula, 'gold' | 'predicted'>[],
): EndToEndScores {
  const corrections = formulas.map(countCorrections);
  return {
    ...scoreExpressions(formulas.map(({ gold, predicted }) => ({ said: predicted.latex, gold: gold.latex }))),
    zeroTouch: ratio(corrections.filter((c) => totalCorrections(c) === 0).length, formulas.length),
    meanCorrections: mean(corrections.map(totalCorrections)),
    klmSecondsCorrect: mean(corrections.map((c, n) => secondsToCorrect(c, formulas[n]!.gold.symbols.length))),
    klmSecondsScratch: mean(formulas.map(({ gold }) => secondsFromScratch(gold))),
  };
}
