import type { CandidateRow } from '@/lib/domain/candidate';

/** Candidates of a stage so that lighter versions stand below what they were made from. */
export type Family = { original: CandidateRow; variants: CandidateRow[] };

/**
 * The one in use first (with its variants), then the newest. A variant whose original is not in the list
 * stands alone.
 */
export function familiesOf(rows: readonly CandidateRow[]): Family[] {
  const ids = new Set(rows.map(({ id }) => id));
  const isVariant = (row: CandidateRow) => row.variantOf !== null && ids.has(row.variantOf.id);
  const families = rows
    .filter((row) => !isVariant(row))
    .map((original) => ({
      original,
      variants: rows.filter((row) => isVariant(row) && row.variantOf?.id === original.id),
    }));
  const used = ({ original, variants }: Family) => [original, ...variants].some(({ released }) => released);
  return families.toSorted((a, b) => Number(used(b)) - Number(used(a)));
}
