export { evaluate, type Evaluation, type Timings } from './evaluation';
export { countCorrections, totalCorrections, type Corrections } from './corrections';
export { secondsFromScratch, secondsToCorrect } from './effort';
export { matchBoxes, type Matching } from './matching';
export { METRIC_KEYS, metricFacts, type MetricKey } from './catalogue';
export { formulaConfidence } from './formula-confidence';
export type { PredictedScoredSymbol, ScoredFormula, ScoredPlace, ScoredSymbol } from './types';
