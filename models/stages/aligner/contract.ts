/**
 * The aligner's tensors: rows are children; column 0 of `parent` is "root of a line", column j + 1 is
 * symbol j; `relation` is [child, parent, relation of the card]; the last column of `classes` is "reject".
 */
export const RELATION_COUNT = 6;

/**
 * Used where the card says nothing. `reject`, where the card has it, is the probability of "no symbol" above
 * which a proposal is dropped; without it, a proposal is dropped where that is its likeliest class.
 */
export const DEFAULT_THRESHOLDS = {
  /** Nats that one more line must gain over hanging everything on one root. */
  extraLine: 2,
  /** Smallest white gap between two lines, as a multiple of the median symbol side. */
  lineGap: 0.2,
};
