import type { CalibrationHead } from '@/lib/domain/comparison';
import { metricFacts, type MetricKey } from '@/lib/domain/metrics';

/** Metrics as tables name them, in the order of reading. */
export const METRIC_NAMES: Record<MetricKey, string> = {
  'endToEnd.exprate': 'whole expression right',
  'endToEnd.within1': '… at most one token edit away',
  'endToEnd.within2': '… at most two',
  'endToEnd.zeroTouch': 'right in all stages, no correction needed',
  'endToEnd.meanCorrections': 'corrections a formula',
  'endToEnd.klmSecondsCorrect': 'seconds to correct a formula (keystroke-level model)',
  'endToEnd.klmSecondsScratch': '… to make it by hand',
  'detector.f1_50': 'symbols F1 at IoU 0.5',
  'detector.precision50': '… precision',
  'detector.recall50': '… recall',
  'detector.f1_75': 'symbols F1 at IoU 0.75',
  'detector.allFound': 'every symbol found, none extra',
  'recognizer.top1': 'class, gold boxes: first',
  'recognizer.top5': '… among the first five',
  'recognizer.macroF1': '… macro F1',
  'recognizer.macroRecall': '… macro recall',
  'aligner.classTop1': 'class in context, gold boxes',
  'aligner.classMacroRecall': '… macro recall',
  'aligner.relationF1': 'relations F1, gold symbols',
  'aligner.macroRelationF1': '… macro over relations',
  'aligner.treeExact': 'whole tree, gold symbols',
  'converter.exact': 'LaTeX from the gold tree',
};

export const CALIBRATION_NAMES: Record<CalibrationHead, string> = {
  detector: 'boxes',
  recognizer: 'first class, gold boxes',
  context: 'class in context, gold boxes',
  predicted: 'class of predicted symbols',
  formula: 'nothing to correct in the formula',
};

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** A metric's value in its unit. */
export function written(key: MetricKey, value: number): string {
  return metricFacts(key).unit === 'share' ? percent(value) : value.toFixed(2);
}

/** What is aimed for, with the side on which it should lie. */
export function aimOf(key: MetricKey): string {
  const { aim, better } = metricFacts(key);
  return aim === null ? '' : `${better === 'higher' ? '≥' : '≤'} ${written(key, aim)}`;
}

/** Rows as a Markdown table, the first of them its head. */
export function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
