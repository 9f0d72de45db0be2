import { quantile, ratio } from './ratios';

/** Milliseconds of one formula's prediction; keys beyond these are stages. */
export type Timings = Readonly<Record<string, number>>;

export interface Latency {
  p50: number;
  p95: number;
  /** Medians. */
  perStage: Record<string, number>;
  /** Part of the total time that is spent inside ONNX Runtime. */
  onnxShare: number;
}

/** The steps that timings speak of, beyond `total` and `onnx`, in the order in which they came up. */
export function stepsOf(timings: readonly Timings[]): string[] {
  const steps = new Set(timings.flatMap((timing) => Object.keys(timing)));
  steps.delete('total');
  steps.delete('onnx');
  return [...steps];
}

export function summariseLatency(timings: readonly Timings[]): Latency {
  const of = (key: string) => timings.map((timing) => timing[key] ?? 0);
  const sum = (key: string) => of(key).reduce((total, value) => total + value, 0);
  return {
    p50: quantile(of('total'), 0.5),
    p95: quantile(of('total'), 0.95),
    perStage: Object.fromEntries(stepsOf(timings).map((step) => [step, quantile(of(step), 0.5)])),
    onnxShare: ratio(sum('onnx'), sum('total')),
  };
}
