import type { Outcome } from './evaluations';
import { evaluate, type Evaluation, type ScoredFormula } from './metrics';

/** Which number of an evaluation of one formula is 1 when the formula is right as a whole. */
const SHARES: Record<Outcome, (numbers: Evaluation) => number> = {
  detector: ({ detector }) => detector.allFound,
  recognizer: ({ recognizer }) => recognizer.top1,
  aligner: ({ aligner }) => aligner.treeExact,
  converter: ({ converter }) => converter.exact,
  endToEnd: ({ endToEnd }) => endToEnd.exprate,
  zeroTouch: ({ endToEnd }) => endToEnd.zeroTouch,
};

/** In what a formula is right as a whole, by the definitions that the metrics have. */
export function outcomesOf(scored: ScoredFormula): Outcome[] {
  const numbers = evaluate([scored], []);
  return (Object.keys(SHARES) as Outcome[]).filter((outcome) => SHARES[outcome](numbers) === 1);
}
