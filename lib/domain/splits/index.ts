export {
  assignSplits,
  DEFAULT_RATIOS,
  holdLatexOverlap,
  latexOverlap,
  SplitRatiosSchema,
  SPLITS,
  type Split,
  type SplitItem,
  type SplitRatios,
} from './assign';
export { isNearDuplicate } from './near-duplicates';
