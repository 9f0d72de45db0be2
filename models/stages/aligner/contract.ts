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
  /**
   * Nats of log-probability that cutting a formula at a white gap may cost. Models trained on single lines
   * have never seen a second one, so that what they say across such a gap counts for less.
   */
  lineBreak: 5,
  /** Smallest white gap between two lines, as a multiple of the median symbol side. */
  lineGap: 0.2,
};
