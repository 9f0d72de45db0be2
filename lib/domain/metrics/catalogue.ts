import type { Stage } from '@/lib/domain/stages';

/** The metrics of an evaluation by the path under which `evaluate --json` has them, in the order of reading. */
export const METRIC_KEYS = [
  'endToEnd.exprate',
  'endToEnd.within1',
  'endToEnd.within2',
  'endToEnd.zeroTouch',
  'endToEnd.meanCorrections',
  'endToEnd.klmSecondsCorrect',
  'endToEnd.klmSecondsScratch',
  'detector.f1_50',
  'detector.precision50',
  'detector.recall50',
  'detector.f1_75',
  'detector.allFound',
  'recognizer.top1',
  'recognizer.top5',
  'recognizer.macroF1',
  'recognizer.macroRecall',
  'aligner.classTop1',
  'aligner.classMacroRecall',
  'aligner.relationF1',
  'aligner.macroRelationF1',
  'aligner.treeExact',
  'converter.exact',
] as const;
export type MetricKey = (typeof METRIC_KEYS)[number];

export interface MetricCatalogueEntry {
  group: Stage | 'endToEnd';
  better: 'higher' | 'lower';
  /** `share` in 0..1, `count` a formula, `seconds` a formula. */
  unit: 'share' | 'count' | 'seconds';
  /** What the project aims for; null where it names nothing. */
  aim: number | null;
}

const AIMS: Partial<Record<MetricKey, number>> = {
  'endToEnd.exprate': 0.64,
  'endToEnd.zeroTouch': 0.63,
  'endToEnd.meanCorrections': 0.75,
  'detector.f1_50': 0.988,
  'recognizer.macroRecall': 0.93,
  'aligner.classMacroRecall': 0.93,
  'aligner.treeExact': 0.94,
};

const UNITS: Partial<Record<MetricKey, MetricCatalogueEntry['unit']>> = {
  'endToEnd.meanCorrections': 'count',
  'endToEnd.klmSecondsCorrect': 'seconds',
  'endToEnd.klmSecondsScratch': 'seconds',
};

/** What a metric measures, which way is better, and what is aimed for. */
export function metricFacts(key: MetricKey): MetricCatalogueEntry {
  const unit = UNITS[key] ?? 'share';
  return {
    group: key.slice(0, key.indexOf('.')) as MetricCatalogueEntry['group'],
    better: unit === 'share' ? 'higher' : 'lower',
    unit,
    aim: AIMS[key] ?? null,
  };
}
