import type { StepTime } from '@/lib/domain/explanation';

/** One input, as the models get it. */
export interface BenchImage {
  input: string;
  bytes: Uint8Array;
}

/** One formula: what its prediction took, step by step, and what the bare models take for the same tensors. */
export interface FormulaTimes {
  input: string;
  symbols: number;
  /** Milliseconds from the image's bytes to the prediction. */
  total: number;
  /** Milliseconds of the same models on the same tensors with nothing around them. */
  floor: number;
  steps: StepTime[];
}

/** Milliseconds over formulas. */
export interface Spread {
  p50: number;
  p95: number;
  mean: number;
}

export interface StepSummary extends Spread {
  /** `frame` or a stage. */
  step: string;
  /** Of the whole time. */
  share: number;
  /** Mean milliseconds before, inside and after ONNX Runtime. */
  prepare: number;
  onnx: number;
  interpret: number;
}

export interface PredictSummary {
  formulas: number;
  latencyMs: Spread;
  /** The same models on the same tensors with nothing around them. */
  floorMs: Spread;
  /** Whole time / floor: 1 would be a prediction that costs nothing but its models. */
  overhead: number;
  /** Part of the time that is spent inside ONNX Runtime. */
  onnxShare: number;
  steps: StepSummary[];
  /** By number of symbols, in four groups of as many formulas. */
  bySize: { from: number; to: number; formulas: number; p50: number; p95: number }[];
  /** What was aimed at, and measured / aim. */
  aims: { p50Ms: { aim: number; ratio: number }; onnxShare: { aim: number; ratio: number } };
}

/** Formulas a minute, over the same formulas in turns. */
export interface Throughput {
  /** One process with all threads, each formula asked for when the one before is answered. */
  single: number;
  /** The same process with several formulas waiting for it, as a worker that pre-annotates keeps them. */
  queued: number;
  /** As many processes of one thread as `single` has threads, with formulas waiting for each. */
  batched: number;
  /** Median over turns of what `single` took / what the other way took for the same formulas. */
  gain: { queued: number; batched: number };
  /** Most memory of the process that runs the models, and of those of `batched` together, in bytes. */
  peakRssBytes: { single: number; batched: number };
}

export interface PredictMeasurements extends PredictSummary {
  benchmark: 'predict';
  /** stage → "candidate name@version". */
  candidates: Record<string, string>;
  threads: number;
  cores: number;
  throughput: Throughput;
  /** Inputs that could not be read or predicted, and why. */
  skipped: { input: string; code: string; message: string }[];
}
