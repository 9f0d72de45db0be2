export {
  assignSplits,
  DEFAULT_RATIOS,
  holdLatexOverlap,
  latexOverlap,
  SplitRatiosSchema,
  SPLITS,
  type Assignment,
  type Split,
  type SplitItem,
  type SplitRatios,
} from './assign';
export { isNearDuplicate, MAX_DISTANCE, nearDuplicatePairs } from './near-duplicates';
