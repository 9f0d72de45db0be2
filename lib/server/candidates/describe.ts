import type { CandidateRecord } from '@/lib/db/candidates/rows';
import type { CandidateRow, Variant } from '@/lib/domain/candidate';
import { summarizeCard } from '@/lib/domain/candidate-card';

/** A row of the database as lists and screens show it. */
export function describeCandidate(record: CandidateRecord, released: boolean): CandidateRow {
  const { projectId, card, variant, createdAt, createdBy, kind, ...rest } = record;
  return {
    ...rest,
    kind: kind as CandidateRow['kind'],
    shipped: projectId === null,
    released,
    card: summarizeCard(card),
    variant: variant as Variant | null,
    createdAt: createdAt.toISOString(),
    createdBy: createdBy?.name ?? null,
  };
}
