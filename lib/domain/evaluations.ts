import { z } from 'zod';
import type { Comparison, Description } from './comparison/types';
import type { EvaluationReason } from './evaluation-reasons';
import type { Failure } from './failure';
import type { Evaluation, ScoredFormula } from './metrics';
import { STAGES, StageSchema, type Stage } from './stages';

/** What an evaluation may be made on: a list of revisions that never changes, since its snapshot never does. */
export const EVALUATION_SPLITS = ['test', 'val'] as const;
export type EvaluationSplit = (typeof EVALUATION_SPLITS)[number];

export const EVALUATION_STATUSES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type EvaluationStatus = (typeof EVALUATION_STATUSES)[number];

/** What to evaluate; a stage without a candidate takes the one that the project has released. */
export const StartEvaluationSchema = z
  .object({
    snapshotId: z.uuid(),
    split: z.enum(EVALUATION_SPLITS).default('test'),
    candidates: z.partialRecord(StageSchema, z.uuid()).default({}),
  })
  .strict();
export type StartEvaluation = z.infer<typeof StartEvaluationSchema>;

/**
 * In what a formula may be right as a whole: each stage on its own input (the detector's boxes; the others on
 * gold input), the LaTeX of the whole pipeline, and all of it, so that nothing need be corrected.
 */
export const OUTCOMES = [...STAGES, 'endToEnd', 'zeroTouch'] as const;
export const OutcomeSchema = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof OutcomeSchema>;

/** One of the four candidates of an evaluation. */
export type EvaluatedCandidate = {
  id: string;
  stage: Stage;
  name: string;
  version: string;
  kind: 'onnx' | 'rules';
  /** Comes with the program. */
  shipped: boolean;
  /** Size of model.onnx; 0 for rules. */
  bytes: number;
};

/** A candidate's card names training data that holds formulas of the evaluated split. */
export type EvaluationLeak = {
  stage: Stage;
  /** name@version */
  candidate: string;
  /** Of another project: without its id, and under the name that the card gives it. */
  snapshot: { id: string | null; name: string };
  /** Items of the evaluated split that the candidate was trained on, and that it was tuned on (its val split). */
  trained: number;
  tuned: number;
};

/** How far a job is; `scored` + `unscored` of `total` are done. */
export type EvaluationProgress = { total: number; scored: number; unscored: number };

/** An evaluation in a list. Times are ISO 8601. */
export type EvaluationRow = {
  id: string;
  project: string;
  snapshot: { id: string; name: string };
  split: EvaluationSplit;
  status: EvaluationStatus;
  /** Why it failed, or that somebody cancelled it: in English, and as screens translate it. */
  error: string | null;
  reason: EvaluationReason | null;
  progress: EvaluationProgress;
  /** In the order of the stages. */
  candidates: EvaluatedCandidate[];
  leaks: EvaluationLeak[];
  createdAt: string;
  by: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** Shares in 0..1 and corrections a formula; null until it is done. */
  headline: { exprate: number; zeroTouch: number; meanCorrections: number; p50Ms: number } | null;
};

/** A formula that could not be scored, with the reason. */
export type UnscoredFormula = { formulaId: string; name: string; reason: Failure };

/** On what an evaluation ran: what its times and its memory depend on. */
export type EvaluationEnvironment = {
  cpu: string;
  cores: number;
  /** Threads inside one ONNX operation. */
  threads: number;
  onnxRuntime: string;
  node: string;
  /** Load averages over a minute, when it began and when it ended. */
  load: [number, number];
};

/**
 * A formula in the gallery. `a` or `b` is null where that one could not score it, which counts as wrong in
 * everything. Boxes are pixels of the image.
 */
export type Disagreement = {
  formulaId: string;
  name: string;
  imageUrl: string;
  width: number;
  height: number;
  gold: ScoredFormula['gold'];
  a: ScoredFormula | null;
  b: ScoredFormula | null;
};

export type DisagreementPage = {
  formulas: Disagreement[];
  /** Of all that there are, not of this page. */
  total: number;
  /** Hand it back for the next page; null at the end. */
  cursor: string | null;
};

/** Who is right: a and not b, b and not a, both, neither. */
export const WHO = ['a', 'b', 'both', 'neither'] as const;
export type Who = (typeof WHO)[number];
/** Formulas that at least one of them scored, by outcome and by who is right. */
export type OutcomeCounts = Record<Outcome, Record<Who, number>>;

/** What a finished evaluation says, kept for ever: `evaluate --json`, its intervals, and on what it ran. */
export type EvaluationSummary = Evaluation & {
  description: Description;
  /** Peak resident memory of the process that ran the models, and the size of their weights; bytes. */
  memory: { peakRss: number; weights: number };
  environment: EvaluationEnvironment;
};

/** One evaluation with its numbers. */
export type EvaluationView = EvaluationRow & {
  summary: EvaluationSummary | null;
  /** By name; at most 500 of them. */
  unscored: UnscoredFormula[];
};

/** Two evaluations of the same split of the same snapshot, side by side. */
export type EvaluationComparison = {
  a: EvaluationRow;
  b: EvaluationRow;
  /** On the formulas that both scored, paired. */
  comparison: Comparison;
  outcomes: OutcomeCounts;
  /** Formulas that one of them or both could not score, with the reason; null where it was scored. */
  unscored: { formulaId: string; name: string; a: Failure | null; b: Failure | null }[];
  environments: { a: EvaluationEnvironment; b: EvaluationEnvironment };
};
