/**
 * The aligner's tensors: rows are children; column 0 of `parent` is "root of a line", column j + 1 is
 * symbol j; `relation` is [child, parent, relation of the card]; the last column of `classes` is "reject".
 */
export const RELATION_COUNT = 6;

/** Used where the card says nothing. */
export const DEFAULT_THRESHOLDS = {
  /** A proposal whose reject probability is above this is no symbol. */
  reject: 0.5,
  /** Nats that one more line must gain over hanging everything on one root. */
  extraLine: 2,
  /** Smallest white gap between two lines, as a multiple of the median symbol side. */
  lineGap: 0.2,
};
