/** Formulas of a snapshot in each split. */
export type SplitCounts = { train: number; val: number; test: number; held: number };

/** A snapshot as lists show it. */
export type SnapshotSummary = {
  id: string;
  name: string;
  include: 'approved' | 'submitted';
  createdAt: string;
  createdBy: string;
  contentHash: string;
  items: number;
  splits: SplitCounts;
};
