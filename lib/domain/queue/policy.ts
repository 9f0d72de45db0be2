/**
 * The order in which the queue hands out formulas, as data: what was sent back to this person, then
 * what this person has begun, then what nobody else has begun, then the cell with the largest unmet
 * share of its quota, then the cheapest expected correction. lib/db translates each criterion to SQL; a test holds the two to the
 * same order.
 */

/** What the order looks at. */
export type QueueEntry = {
  formulaId: string;
  state: 'ready' | 'in_progress' | 'sent_back';
  /** Whose queue it comes first in; null for anybody's. */
  assigneeId: string | null;
  /** Formulas wanted in its cell. */
  target: number;
  /** Formulas of its cell that are approved, or on the way there (submitted, sent back). */
  filled: number;
  /** Expected correction cost in seconds; null when there is no prediction to correct. */
  expectedCost: number | null;
};

export const QUEUE_CRITERIA = [
  'sent_back_to_me',
  'begun_by_me',
  'not_begun_by_others',
  'unmet_quota',
  'expected_cost',
] as const;
export type QueueCriterion = (typeof QUEUE_CRITERIA)[number];

/** The part of a cell's quota that is still missing, in 0..1; 0 without a target. */
function unmetShare({ target, filled }: { target: number; filled: number }): number {
  return target > 0 ? Math.max(0, target - filled) / target : 0;
}

/** Per criterion: a number that is smaller for what comes earlier. */
const RANK: Record<QueueCriterion, (entry: QueueEntry, userId: string) => number> = {
  sent_back_to_me: (entry, userId) => (entry.state === 'sent_back' && entry.assigneeId === userId ? 0 : 1),
  begun_by_me: (entry, userId) => (entry.state === 'in_progress' && entry.assigneeId === userId ? 0 : 1),
  // Whoever began it will probably come back: others take it only when nothing else is left.
  not_begun_by_others: (entry, userId) =>
    entry.state === 'in_progress' && entry.assigneeId !== null && entry.assigneeId !== userId ? 1 : 0,
  unmet_quota: (entry) => -unmetShare(entry),
  // Without a prediction everything is made by hand: the dearest.
  expected_cost: (entry) => entry.expectedCost ?? Number.POSITIVE_INFINITY,
};

/**
 * May the queue give this formula to this person? What was sent back waits for its author alone, as
 * long as there is one.
 */
export function isOffered(entry: QueueEntry, userId: string): boolean {
  return entry.state !== 'sent_back' || entry.assigneeId === null || entry.assigneeId === userId;
}

/** Comparator for one person's queue; ties go by id, so that the order is total. */
export function compareForQueue(a: QueueEntry, b: QueueEntry, userId: string): number {
  for (const criterion of QUEUE_CRITERIA) {
    const rankA = RANK[criterion](a, userId);
    const rankB = RANK[criterion](b, userId);
    if (rankA !== rankB) return rankA < rankB ? -1 : 1;
  }
  return a.formulaId < b.formulaId ? -1 : a.formulaId > b.formulaId ? 1 : 0;
}
