import type { Interval } from './comparison/types';
import type { EvaluationSplit } from './evaluations';
import type { MetricKey } from './metrics';
import type { Stage } from './stages';

/** The number by which candidates of a stage are first told apart: measured on gold input where there is any. */
export const MAIN_METRIC = {
  detector: 'detector.f1_50',
  recognizer: 'recognizer.top1',
  aligner: 'aligner.treeExact',
  converter: 'converter.exact',
} as const satisfies Record<Stage, MetricKey>;

/** What one evaluation says of one candidate in its stage's main metric. */
export type CandidateNumber = {
  evaluationId: string;
  snapshot: { id: string; name: string };
  split: EvaluationSplit;
  formulas: number;
  /** A share in 0..1. */
  value: Interval;
  /** Its card names training data with formulas of this split: the number flatters. */
  leaked: boolean;
  /** ISO 8601. */
  at: string;
};

/** The newest number of a candidate, and that of the candidate in use on the same formulas. */
export type CandidateStanding = { own: CandidateNumber; inUse: CandidateNumber | null };

const onSameFormulas = (a: CandidateNumber, b: CandidateNumber) =>
  a.snapshot.id === b.snapshot.id && a.split === b.split;

/**
 * Chooses what to show of a candidate: its newest number on formulas on which the one in use was measured
 * too, else its newest at all. Both lists are newest first. Null when it was never evaluated.
 */
export function standingOf(
  own: readonly CandidateNumber[],
  inUse: readonly CandidateNumber[],
): CandidateStanding | null {
  for (const number of own) {
    const beside = inUse.find((other) => onSameFormulas(number, other));
    if (beside) return { own: number, inUse: beside };
  }
  return own[0] ? { own: own[0], inUse: null } : null;
}
