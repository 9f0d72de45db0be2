export { evaluate, type Evaluation, type Timings } from './evaluation';
export { countCorrections, totalCorrections, type Corrections } from './corrections';
export { secondsFromScratch, secondsToCorrect } from './effort';
export { matchBoxes, type Matching } from './matching';
export type { ScoredFormula, ScoredPlace, ScoredSymbol } from './types';
