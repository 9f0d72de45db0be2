import type { MetricKey, Timings } from '@/lib/domain/metrics';
import type { Stage } from '@/lib/domain/stages';

/**
 * What is said when one evaluation is described, or two are put side by side. All of it is plain JSON.
 * `a` is the candidate that is there, `b` the one that may replace it; a difference is always b − a.
 */

/** A number with its 95 % bootstrap interval over formulas. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/**
 * What b is beside a. `no_difference`: the paired interval contains 0, or fewer than six formulas differ, since
 * five that all point one way are still chance at the 5 % level (sign test: 2 · 0.5⁵ = 0.06).
 */
export type Verdict = 'better' | 'worse' | 'no_difference';

/** One number of a and b; null where it is not defined (recall of a class that the truth does not have). */
export interface Paired {
  a: Interval | null;
  b: Interval | null;
  /** b − a with the interval of the paired differences: both are measured on the same resampled formulas. */
  difference: Interval | null;
  /** Formulas in which a and b contribute something different to this number. */
  changed: number;
  verdict: Verdict;
}

export type MetricGroup = Stage | 'endToEnd';
/** `share` in 0..1, `count` a formula, `seconds` a formula. */
export type MetricUnit = 'share' | 'count' | 'seconds';

export interface MetricFacts {
  /** The path in `evaluate --json`, e.g. `endToEnd.exprate`. */
  key: MetricKey;
  group: MetricGroup;
  better: 'higher' | 'lower';
  unit: MetricUnit;
  /** What a constant prediction gets on the same formulas; null where nothing is predicted. */
  baseline: number | null;
  /** What the project aims for. */
  aim: number | null;
}

export interface MetricComparison extends MetricFacts {
  a: Interval;
  b: Interval;
  difference: Interval;
  changed: number;
  verdict: Verdict;
}

/**
 * Where classes are compared: the recognizer's first class on gold boxes, the class in context on gold boxes,
 * the class of predicted symbols (matched to gold boxes at IoU 0.5).
 */
export const CLASS_HEADS = ['recognizer', 'context', 'predicted'] as const;
export type ClassHead = (typeof CLASS_HEADS)[number];

/** Precision, recall and F1 of a class or a relation. */
export interface ClassComparison {
  class: string;
  /** Symbols of the class (edges of the relation) in the truth. */
  support: number;
  /** How often a and b said it. */
  said: { a: number; b: number };
  precision: Paired;
  recall: Paired;
  f1: Paired;
}

export interface CellComparison {
  /** Canonical key of the category cell; '' is the cell without values. */
  cell: string;
  formulas: number;
  exprate: Paired;
  zeroTouch: Paired;
  meanCorrections: Paired;
}

/** How often `gold` was called `said`; null: nothing there (an extra symbol, or a missed one; `predicted` only). */
export interface ConfusionCell {
  gold: string | null;
  said: string | null;
  a: number;
  b: number;
}

export interface ConfusionComparison {
  /** What is not on the diagonal, most frequent (of a and b together) first; at most 40. */
  top: ConfusionCell[];
  /** Every pair that occurs, diagonal included, by gold and then said; null last. */
  cells: ConfusionCell[];
}

/**
 * Whose confidence is checked against what. `detector`: score of a box, matched to a gold box at IoU 0.5 ·
 * `recognizer`: first class on gold boxes · `context`: class in context on gold boxes · `predicted`: class of a
 * predicted symbol, right when it is matched and its class agrees · `formula`: confidence of the whole formula,
 * right when nothing needs correction.
 */
export const CALIBRATION_HEADS = ['detector', 'recognizer', 'context', 'predicted', 'formula'] as const;
export type CalibrationHead = (typeof CALIBRATION_HEADS)[number];

/** Answers whose confidence lies in [low, high), the last bin closed. Empty bins have confidence and accuracy 0. */
export interface ReliabilityBin {
  low: number;
  high: number;
  count: number;
  /** Mean confidence. */
  confidence: number;
  /** Share that was right. */
  accuracy: number;
}

export interface Reliability {
  bins: ReliabilityBin[];
  /** Expected calibration error: mean |accuracy − confidence| over bins, weighted by count; 0 when nothing was said. */
  ece: Interval;
}

/** Ten bins of equal width, and at most ten with equally many answers each. */
export const BINNINGS = ['equalWidth', 'equalMass'] as const;
export type Binning = (typeof BINNINGS)[number];

export interface ReliabilityComparison {
  a: Reliability;
  b: Reliability;
  /** Of the expected calibration error, b − a. */
  difference: Interval | null;
  verdict: Verdict;
}

export interface CalibrationComparison {
  answers: { a: number; b: number };
  /** Mean confidence minus share right: above 0 is overconfident, below 0 underconfident. */
  overconfidence: { a: Interval | null; b: Interval | null };
  equalWidth: ReliabilityComparison;
  equalMass: ReliabilityComparison;
}

/** Milliseconds a formula. `ratio` = b / a, its interval paired; null where a takes no time. */
export interface LatencyComparison {
  /** `total`, `onnx`, `frame` or a stage. */
  step: string;
  p50: Paired;
  p95: Paired;
  p50Ratio: Interval | null;
}

export interface MemoryComparison {
  a: number | null;
  b: number | null;
  ratio: number | null;
}

export interface Comparison {
  formulas: number;
  symbols: number;
  resamples: number;
  seed: string;
  metrics: MetricComparison[];
  /** Sorted by support, falling, then by name. */
  perClass: Record<ClassHead, ClassComparison[]>;
  /** `class` is the relation; gold symbols, edge right when child, parent and relation are. */
  perRelation: ClassComparison[];
  /** Sorted by key. */
  perCell: CellComparison[];
  confusions: Record<ClassHead, ConfusionComparison>;
  calibration: Record<CalibrationHead, CalibrationComparison>;
  /** Empty when no timings were given. */
  latency: LatencyComparison[];
  /** Part of the time that is spent inside ONNX Runtime; null without timings. */
  onnxShare: Paired | null;
  /** Bytes: peak resident memory of the engine, and all weights together. */
  memory: { peakRss: MemoryComparison; weights: MemoryComparison };
}

/** The same for one evaluation alone. */
export interface Description {
  formulas: number;
  symbols: number;
  resamples: number;
  seed: string;
  metrics: (MetricFacts & { value: Interval })[];
  perClass: Record<ClassHead, ClassDescription[]>;
  perRelation: ClassDescription[];
  perCell: {
    cell: string;
    formulas: number;
    exprate: Interval;
    zeroTouch: Interval;
    meanCorrections: Interval;
  }[];
  confusions: Record<
    ClassHead,
    Record<'top' | 'cells', { gold: string | null; said: string | null; count: number }[]>
  >;
  calibration: Record<CalibrationHead, CalibrationDescription>;
  latency: { step: string; p50: Interval; p95: Interval }[];
  onnxShare: Interval | null;
}

export interface ClassDescription {
  class: string;
  support: number;
  said: number;
  precision: Interval | null;
  recall: Interval | null;
  f1: Interval | null;
}

export interface CalibrationDescription {
  answers: number;
  overconfidence: Interval | null;
  equalWidth: Reliability;
  equalMass: Reliability;
}

export interface BootstrapOptions {
  /** Category cell of each formula (`cellKey`), along the formulas; without it there is one cell ''. */
  cells?: readonly string[];
  /** Default 'formulary'. */
  seed?: string;
  /** Default 1000. */
  resamples?: number;
}

/** `describe(formulas: ScoredFormula[], options): Description`. */
export interface DescribeOptions extends BootstrapOptions {
  /** Along the formulas. */
  timings?: readonly Timings[];
}

/** `compare(a: ScoredFormula[], b: ScoredFormula[], options): Comparison`; both are along the same formulas. */
export interface CompareOptions extends BootstrapOptions {
  /** Along the formulas. */
  timings?: { a: readonly Timings[]; b: readonly Timings[] };
  /** Bytes. */
  peakRss?: { a: number | null; b: number | null };
  weights?: { a: number | null; b: number | null };
}
