export { readBaselines } from './baselines';
export { METRIC_KEYS, metricFacts, type MetricKey } from './catalogue';
export { countCorrections, totalCorrections, type Corrections } from './corrections';
export { secondsFromScratch, secondsToCorrect } from './effort';
export { evaluate, type Evaluation } from './evaluation';
export { formulaConfidence } from './formula-confidence';
export type { Timings } from './latency';
export { matchBoxes, type Matching } from './matching';
export type { PredictedScoredSymbol, ScoredFormula, ScoredPlace, ScoredSymbol } from './types';
