import { z } from 'zod';

export const FORMULA_STATES = [
  'importing',
  'ready',
  'in_progress',
  'submitted',
  'sent_back',
  'approved',
  'skipped',
] as const;
export const FormulaStateSchema = z.enum(FORMULA_STATES);
export type FormulaState = z.infer<typeof FormulaStateSchema>;

/** Formulas of a cell in each state. */
export const StateCountsSchema = z.record(FormulaStateSchema, z.number().int().min(0));
export type StateCounts = z.infer<typeof StateCountsSchema>;

export function noCounts(): StateCounts {
  return Object.fromEntries(FORMULA_STATES.map((state) => [state, 0])) as StateCounts;
}

/** All formulas of a cell, in whatever state. */
export function totalCount(counts: StateCounts): number {
  return FORMULA_STATES.reduce((sum, state) => sum + counts[state], 0);
}

/** How far a cell is: what counts towards its target, what is on its way, and what nobody has begun. */
export function quotaProgress(target: number, counts: StateCounts) {
  const { approved } = counts;
  const onTheWay = counts.submitted + counts.sent_back + counts.in_progress;
  return {
    target,
    approved,
    onTheWay,
    missing: Math.max(0, target - approved),
    /** Missing formulas that are not even imported yet: somebody has to find them. */
    uncovered: Math.max(0, target - totalCount(counts) + counts.skipped),
    met: approved >= target,
  };
}
