/** Formulas of a snapshot in each split. */
export type SplitCounts = { train: number; val: number; test: number; held: number };

/** A snapshot as lists show it. */
export type SnapshotSummary = {
  id: string;
  name: string;
  /** `approved`, or `submitted`: also what nobody has judged yet. */
  include: string;
  createdAt: string;
  by: string;
  contentHash: string;
  counts: SplitCounts;
};

export const totalOf = ({ train, val, test, held }: SplitCounts) => train + val + test + held;

/** Which of the two choices a snapshot was made with. */
export const includeOf = ({ include }: { include: string }) =>
  include === 'submitted' ? ('submitted' as const) : ('approved' as const);
