import { STAGES, type Stage } from '@/lib/domain/stages';
import type { GuardEvidence } from './types';

/** A finished evaluation, as far as its choice as evidence is concerned. */
export type EvidenceCandidate = {
  id: string;
  snapshotId: string;
  split: 'test' | 'val';
  /** When it was finished. */
  at: Date;
  /** stage → candidate id. */
  candidates: Record<Stage, string>;
};

export type EvidencePair = {
  inUse: EvidenceCandidate;
  candidate: EvidenceCandidate;
  otherStages: GuardEvidence['otherStages'];
};

const RANKS: readonly GuardEvidence['otherStages'][] = ['in_use', 'same', 'different'];

function otherStagesOf(
  released: readonly Stage[],
  a: EvidenceCandidate,
  b: EvidenceCandidate,
  inUse: Record<Stage, string>,
): GuardEvidence['otherStages'] {
  const others = STAGES.filter((other) => !released.includes(other));
  if (!others.every((other) => a.candidates[other] === b.candidates[other])) return 'different';
  return others.every((other) => a.candidates[other] === inUse[other]) ? 'in_use' : 'same';
}

/** What is better evidence: the same other stages, the test split, newer measurements. */
function order(a: EvidencePair, b: EvidencePair): number {
  return (
    RANKS.indexOf(a.otherStages) - RANKS.indexOf(b.otherStages) ||
    Number(a.candidate.split !== 'test') - Number(b.candidate.split !== 'test') ||
    b.candidate.at.getTime() - a.candidate.at.getTime() ||
    b.inUse.at.getTime() - a.inUse.at.getTime() ||
    (a.candidate.id + a.inUse.id < b.candidate.id + b.inUse.id ? -1 : 1)
  );
}

/**
 * The two evaluations by which candidates are judged that are released together, mostly one alone: one of what their
 * stages use now, one of the candidates, both on the same split of the same snapshot; null when there are none.
 * @param inUse what the project uses, stage by stage
 */
export function chooseEvidence(
  evaluations: readonly EvidenceCandidate[],
  { candidates, inUse }: { candidates: Partial<Record<Stage, string>>; inUse: Record<Stage, string> },
): EvidencePair | null {
  const released = STAGES.filter((stage) => candidates[stage]);
  const by = (wanted: Partial<Record<Stage, string>>) =>
    evaluations.filter((evaluation) =>
      released.every((stage) => evaluation.candidates[stage] === wanted[stage]),
    );
  const pairs = by(candidates).flatMap((b) =>
    by(inUse)
      .filter((a) => a.snapshotId === b.snapshotId && a.split === b.split)
      .map((a): EvidencePair => ({
        inUse: a,
        candidate: b,
        otherStages: otherStagesOf(released, a, b, inUse),
      })),
  );
  return pairs.sort(order)[0] ?? null;
}
