import type { Stage } from '@/lib/domain/stages';

/**
 * won, lost: the paired 95 % interval of the difference lies wholly on one side of 0 (or the rule of its kind says
 * so). unknown: it was not evaluated, so that nobody can say.
 */
export type GuardVerdict = 'won' | 'lost' | 'no_difference' | 'unknown';

/** What a guarded value is about; `key` names it within its kind. */
export type GuardKind = 'metric' | 'class' | 'relation' | 'latency' | 'coverage';

/** A number with its 95 % interval. */
export type GuardInterval = { value: number; low: number; high: number };

/** One number that a release must not make worse. */
export type GuardedValue = {
  kind: GuardKind;
  /**
   * Of a metric its name within its group (`exprate`), of a class (its recall) or relation (its F1) its name, of
   * latency `p50` (milliseconds a formula), of coverage `scored` (formulas).
   */
  key: string;
  group: Stage | 'endToEnd';
  better: 'higher' | 'lower';
  /** null where there is no number. */
  inUse: number | null;
  candidate: number | null;
  /** candidate − in use, paired by formula; null where there is none. */
  difference: GuardInterval | null;
  /** Gold symbols of a class, gold relations of a relation; null where that means nothing. */
  support: number | null;
  verdict: GuardVerdict;
};

export type CandidateRef = {
  id: string;
  /** `name@version`. */
  ref: string;
  /** Comes with the program. */
  shipped: boolean;
};

/** The two evaluations that the guard compared: same snapshot and split. */
export type GuardEvidence = {
  snapshot: { id: string; name: string };
  split: 'test' | 'val';
  /** Evaluation ids: of what is in use, and of the candidate. */
  inUse: string;
  candidate: string;
  formulas: number;
  /**
   * The other three stages of the two evaluations: those that the project uses; others, but the same in both; or
   * different ones, and then the whole formula's numbers say nothing about this candidate alone.
   */
  otherStages: 'in_use' | 'same' | 'different';
};

/**
 * What does not stand in the way, but should be seen: the models of all four together exceed `limit` bytes; the
 * candidate was trained or tuned on `formulas` of those that it was evaluated on; they were not a test split, but one
 * by which candidates are chosen (a reason is needed then).
 */
export type GuardWarning =
  | { code: 'weights_too_large'; bytes: number; limit: number }
  | { code: 'trained_on_these'; formulas: number }
  | { code: 'not_test_split'; split: 'val' };

/** What is to be known before a candidate is released. Stored beside the release. */
export type GuardReport = {
  stage: Stage;
  candidate: CandidateRef;
  inUse: CandidateRef;
  /** null: the two were never evaluated on the same snapshot and split. */
  evidence: GuardEvidence | null;
  /** What the project uses beside it and it cannot work with, since they list other classes. It can only be released together with another one of that stage. */
  cannotWorkWith: CandidateRef | null;
  /** Those of that stage that it could be released together with; empty where it fits. */
  partners: CandidateRef[];
  values: GuardedValue[];
  warnings: GuardWarning[];
  /** Something is lost, not known, or not measured on a test split: it cannot be released without saying why. */
  needsReason: boolean;
};

/** One line of a project's history of releases, newest first. */
export type ReleaseRow = {
  id: string;
  stage: Stage;
  candidate: CandidateRef;
  note: string;
  /** Why it was released although the guard found something lost or unknown. */
  because: string | null;
  /** Whether it took an earlier release back. */
  rollback: boolean;
  /** Whether the project uses it now. */
  inUse: boolean;
  guard: GuardReport | null;
  /** ISO 8601. */
  at: string;
  by: { id: string; name: string };
};

/** What a release or a roll-back did. */
export type Released = {
  id: string;
  stage: Stage;
  candidate: CandidateRef;
  /** What was released, or taken back, with it. */
  together: { stage: Stage; candidate: CandidateRef }[];
  /** Formulas that nobody has touched and that the models are asked about again. */
  again: number;
};
