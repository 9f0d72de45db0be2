import { mean, quantile, ratio } from '@/lib/domain/metrics/ratios';
import type { FormulaTimes, PredictSummary, Spread, StepSummary } from './types';

const AIM_P50_MS = 60;
const AIM_ONNX_SHARE = 0.8;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const spreadOf = (values: readonly number[]): Spread => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  mean: mean(values),
});

function summariseStep(step: string, formulas: readonly FormulaTimes[]): StepSummary {
  const times = formulas.flatMap(({ steps }) => steps.filter((time) => time.step === step));
  const whole = times.map(({ prepare, onnx, interpret }) => prepare + onnx + interpret);
  return {
    step,
    ...spreadOf(whole),
    share: ratio(sum(whole), sum(formulas.map(({ total }) => total))),
    prepare: mean(times.map(({ prepare }) => prepare)),
    onnx: mean(times.map(({ onnx }) => onnx)),
    interpret: mean(times.map(({ interpret }) => interpret)),
  };
}

function groupBySize(formulas: readonly FormulaTimes[]): PredictSummary['bySize'] {
  const sorted = [...formulas].sort((a, b) => a.symbols - b.symbols);
  const groups = Math.min(4, sorted.length);
  return Array.from({ length: groups }, (_, k) => {
    const from = Math.floor((k * sorted.length) / groups);
    const group = sorted.slice(from, Math.floor(((k + 1) * sorted.length) / groups));
    const { p50, p95 } = spreadOf(group.map(({ total }) => total));
    return { from: group[0]!.symbols, to: group.at(-1)!.symbols, formulas: group.length, p50, p95 };
  });
}

/** Everything that the times of single formulas say. @param formulas at least one. */
export function summarise(formulas: readonly FormulaTimes[]): PredictSummary {
  const totals = formulas.map(({ total }) => total);
  const floors = formulas.map(({ floor }) => floor);
  const latencyMs = spreadOf(totals);
  const onnx = formulas.map(({ steps }) => sum(steps.map((time) => time.onnx)));
  const onnxShare = ratio(sum(onnx), sum(totals));
  const names = [...new Set(formulas.flatMap(({ steps }) => steps.map(({ step }) => step)))];
  return {
    formulas: formulas.length,
    latencyMs,
    floorMs: spreadOf(floors),
    overhead: ratio(sum(totals), sum(floors)),
    onnxShare,
    steps: names.map((step) => summariseStep(step, formulas)),
    bySize: groupBySize(formulas),
    aims: {
      p50Ms: { aim: AIM_P50_MS, ratio: latencyMs.p50 / AIM_P50_MS },
      onnxShare: { aim: AIM_ONNX_SHARE, ratio: onnxShare / AIM_ONNX_SHARE },
    },
  };
}
