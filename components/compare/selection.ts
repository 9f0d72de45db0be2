import type { EvaluationRow } from '@/lib/domain/evaluations';

/** At most this many stand side by side: more do not fit a screen. */
export const MOST_COMPARED = 5;

/** Only what was scored on the same formulas can be compared: the same split of the same snapshot. */
export const sameFormulas = (one: EvaluationRow, other: EvaluationRow) =>
  one.snapshot.id === other.snapshot.id && one.split === other.split;

/** Why an evaluation cannot join those chosen; null when it can. */
export function whyNot(
  row: EvaluationRow,
  chosen: readonly EvaluationRow[],
): 'notDone' | 'otherFormulas' | 'tooMany' | null {
  if (row.status !== 'done') return 'notDone';
  if (chosen.some(({ id }) => id === row.id)) return null;
  if (chosen.some((one) => !sameFormulas(one, row))) return 'otherFormulas';
  return chosen.length >= MOST_COMPARED ? 'tooMany' : null;
}

/** The address of a comparison: the first chosen is A, which the others are held against. */
export function compareHref(project: string, [a, ...others]: readonly string[]): string {
  const query = new URLSearchParams({ a: a ?? '' });
  for (const b of others) query.append('b', b);
  return `/p/${project}/compare?${query}`;
}
