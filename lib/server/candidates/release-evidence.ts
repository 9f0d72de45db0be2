import { listFinishedEvaluations } from '@/lib/db/candidates/releases';
import { getDb } from '@/lib/db/client';
import type { EvaluationLeak } from '@/lib/domain/evaluations';
import type { Actor } from '@/lib/domain/permissions';
import { chooseEvidence, type EvidenceCandidate } from '@/lib/domain/release/evidence';
import type { Compared } from '@/lib/domain/release/guard';
import type { GuardEvidence } from '@/lib/domain/release/types';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { compareEvaluations } from '../evaluations/compare';

export type Measured = {
  evidence: GuardEvidence;
  compared: Compared;
  /** What the candidates were trained on of the formulas they were evaluated on. */
  leaks: EvaluationLeak[];
};

type Finished = Awaited<ReturnType<typeof listFinishedEvaluations>>[number];

function evidenceCandidate({ id, snapshotId, split, createdAt, finishedAt, candidates }: Finished) {
  const byStage = Object.fromEntries(candidates.map(({ stage, candidateId }) => [stage, candidateId]));
  const complete = STAGES.every((stage) => byStage[stage]);
  if (!complete || (split !== 'test' && split !== 'val')) return [];
  const at = finishedAt ?? createdAt;
  return [
    { id, snapshotId, split, at, candidates: byStage as Record<Stage, string> } satisfies EvidenceCandidate,
  ];
}

/**
 * What was measured of candidates beside what their stages use now; null when nobody has evaluated both on the same
 * split of the same snapshot, or there is no formula that both could score.
 */
export async function measure(
  actor: Actor,
  projectId: string,
  asked: { candidates: Partial<Record<Stage, string>>; inUse: Record<Stage, string> },
): Promise<Measured | null> {
  const ids = [...Object.values(asked.candidates), ...Object.values(asked.inUse)];
  const evaluations = await listFinishedEvaluations(getDb(), projectId, ids);
  const pair = chooseEvidence(evaluations.flatMap(evidenceCandidate), asked);
  if (!pair) return null;
  const { inUse, candidate, otherStages } = pair;
  const both = await compareEvaluations(actor, { a: inUse.id, b: candidate.id }).catch((error: unknown) => {
    // Not one formula that both could score says as little as no evaluation at all.
    if (error instanceof AppError && error.code === 'invalid_input') return null;
    throw error;
  });
  if (!both) return null;
  const { a, b, comparison } = both;
  return {
    leaks: b.leaks,
    evidence: {
      snapshot: b.snapshot,
      split: candidate.split,
      inUse: inUse.id,
      candidate: candidate.id,
      formulas: comparison.formulas,
      otherStages,
    },
    compared: {
      comparison,
      otherStages,
      scored: { inUse: a.progress.scored, candidate: b.progress.scored },
    },
  };
}
