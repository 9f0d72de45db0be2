/** What the aligner's scores were decoded to. */
export interface DecodedTree {
  /** -1 = root. */
  parents: Int32Array;
  /** Index into RELATIONS; -1 at a root. */
  relations: Int32Array;
  /** Sum of log-probabilities over all symbols. */
  score: number;
}
