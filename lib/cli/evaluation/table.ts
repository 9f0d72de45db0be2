import type { Description, Interval } from '@/lib/domain/comparison';
import { METRIC_KEYS, type Evaluation, type MetricKey } from '@/lib/domain/metrics';
import { aimOf, CALIBRATION_NAMES, markdown, METRIC_NAMES, percent, written } from './names';

const interval = (key: MetricKey, { low, high }: Interval) => `${written(key, low)} – ${written(key, high)}`;

function metricRows({ metrics }: Description): string[][] {
  const found = new Map(metrics.map((metric) => [metric.key, metric]));
  return METRIC_KEYS.flatMap((key) => {
    const metric = found.get(key);
    if (!metric) return [];
    const { value, baseline } = metric;
    const floor = baseline === null ? '–' : written(key, baseline);
    return [[METRIC_NAMES[key], written(key, value.value), interval(key, value), aimOf(key), floor]];
  });
}

const share = ({ value, low, high }: Interval) => `${percent(value)} (${percent(low)} – ${percent(high)})`;

function calibrationRows({ calibration }: Description): string[][] {
  return Object.entries(CALIBRATION_NAMES).map(([head, name]) => {
    const { answers, equalWidth, overconfidence } = calibration[head as keyof typeof CALIBRATION_NAMES];
    return [name, String(answers), share(equalWidth.ece), overconfidence ? share(overconfidence) : '–'];
  });
}

/** An evaluation as Markdown tables: metrics with intervals, aims and the constant predictor; calibration; latency. */
export function evaluationTable(evaluation: Evaluation, description: Description): string {
  const { formulas, latencyMs } = evaluation;
  const metrics = [['', 'models', '95 % interval', 'aim', 'constant predictor'], ...metricRows(description)];
  const calibration = [
    ['confidence in', 'answers', 'expected calibration error', 'overconfidence'],
    ...calibrationRows(description),
  ];
  const latency = `p50 ${latencyMs.p50.toFixed(0)} ms, p95 ${latencyMs.p95.toFixed(0)} ms a formula, ${percent(latencyMs.onnxShare)} of it inside ONNX Runtime`;
  return `${markdown(metrics)}\n${markdown(calibration)}\n${formulas} formulas, intervals of ${description.resamples} bootstrap resamples; ${latency}.\n`;
}
