import type { Timings } from '@/lib/domain/metrics';
import { stepsOf } from '@/lib/domain/metrics/latency';
import type { Estimate } from './interval';
import type { Resamples } from './resample';

export interface StepEstimates {
  step: string;
  p50: Estimate;
  p95: Estimate;
}

/** `total` and `onnx`, then the steps of all timings in the order in which they came up. */
export function allSteps(...timings: (readonly Timings[])[]): string[] {
  return ['total', 'onnx', ...stepsOf(timings.flat())];
}

/** The quantile of sorted values each of which is there as often as its weight says, as `quantile` takes it. */
function weightedQuantile(values: Float64Array, weights: Uint16Array, order: Uint32Array, q: number): number {
  const place = (values.length - 1) * q;
  const rank = Math.floor(place);
  let below = 0;
  let n = 0;
  while (below + weights[order[n]!]! <= rank) below += weights[order[n++]!]!;
  const low = values[n]!;
  if (place === rank) return low;
  if (below + weights[order[n]!]! <= rank + 1) {
    n++;
    while (weights[order[n]!] === 0) n++;
  }
  return low + (values[n]! - low) * (place - rank);
}

/** Median and 95th percentile of one step's milliseconds. */
export function estimateStep(timings: readonly Timings[], step: string, resamples: Resamples): StepEstimates {
  const raw = timings.map((timing) => timing[step] ?? 0);
  const order = Uint32Array.from(raw.keys()).sort((a, b) => raw[a]! - raw[b]! || a - b);
  const values = Float64Array.from(order, (n) => raw[n]!);
  const once = new Uint16Array(raw.length).fill(1);
  const at = (q: number): Estimate => ({
    value: weightedQuantile(values, once, order, q),
    draws: Float64Array.from(resamples, (weights) => weightedQuantile(values, weights, order, q)),
  });
  return { step, p50: at(0.5), p95: at(0.95) };
}

/** Part of the time that is spent inside ONNX Runtime. */
export function estimateOnnxShare(timings: readonly Timings[], resamples: Resamples): Estimate {
  const share = (weights: Uint16Array) => {
    let [onnx, total] = [0, 0];
    timings.forEach((timing, n) => {
      onnx += weights[n]! * (timing.onnx ?? 0);
      total += weights[n]! * (timing.total ?? 0);
    });
    return onnx / total;
  };
  return {
    value: share(new Uint16Array(timings.length).fill(1)),
    draws: Float64Array.from(resamples, share),
  };
}
