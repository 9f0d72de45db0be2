import type { MetricKey } from '@/lib/domain/metrics';
import { markdown, METRIC_NAMES, written } from './names';
import type { EvaluationReport } from './report';

/** What a photograph changes most. */
const COLUMNS = [
  'endToEnd.exprate',
  'endToEnd.zeroTouch',
  'endToEnd.meanCorrections',
  'detector.f1_50',
  'recognizer.top1',
  'aligner.classTop1',
  'aligner.treeExact',
] as const satisfies readonly MetricKey[];

/** The same formulas without and with each photo effect, as a Markdown table: values with their 95 % intervals. */
export function effectsTable(reports: Readonly<Record<string, EvaluationReport>>): string {
  const cell = ({ intervals }: EvaluationReport, key: MetricKey) => {
    const { value, low, high } = intervals[key];
    return `${written(key, value)} (${written(key, low)} – ${written(key, high)})`;
  };
  const rows = Object.entries(reports).map(([name, report]) => [
    name,
    ...COLUMNS.map((key) => cell(report, key)),
    `${report.latencyMs.p50.toFixed(0)} ms`,
    String(report.formulas),
  ]);
  return markdown([['', ...COLUMNS.map((key) => METRIC_NAMES[key]), 'p50', 'formulas'], ...rows]);
}
