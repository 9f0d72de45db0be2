import { z } from 'zod';
import { listFinishedEvaluations } from '@/lib/db/candidates/releases';
import { findCandidateRow, type CandidateRecord } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import type { EvaluationLeak } from '@/lib/domain/evaluations';
import type { Actor } from '@/lib/domain/permissions';
import { chooseEvidence, type EvidenceCandidate, type EvidencePair } from '@/lib/domain/release/evidence';
import { guardedValues, needsReason, type Compared } from '@/lib/domain/release/guard';
import type { GuardEvidence, GuardReport, GuardWarning } from '@/lib/domain/release/types';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { compareEvaluations } from '../evaluations/compare';
import { requireProject } from '../require-project';
import { stagesInUse, type StageInUse } from './release-in-use';

/** Bytes that the four models together should not exceed. */
const WEIGHTS_LIMIT = 30_000_000;

export type GuardedCandidate = {
  row: Pick<CandidateRecord, 'id' | 'stage' | 'name' | 'version' | 'bytes' | 'projectId'>;
  inUse: Record<Stage, StageInUse>;
  report: GuardReport;
};

/** The project's own candidate, or one that is shipped. @throws AppError not_found */
async function requireUsable(projectId: string, id: string): Promise<GuardedCandidate['row']> {
  const row = z.uuid().safeParse(id).success ? await findCandidateRow(getDb(), id) : null;
  if (!row || (row.projectId !== null && row.projectId !== projectId)) {
    throw new AppError('not_found', 'The project has no such candidate.');
  }
  return row;
}

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

type Measured = { evidence: GuardEvidence; compared: Compared; leaks: EvaluationLeak[] };

async function compared(
  actor: Actor,
  pair: EvidencePair,
  snapshot: Finished['snapshot'],
): Promise<Measured | null> {
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
      snapshot,
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

function warnings(
  row: GuardedCandidate['row'],
  inUse: Record<Stage, StageInUse>,
  leaks: readonly EvaluationLeak[],
): GuardWarning[] {
  const bytes = STAGES.reduce(
    (sum, stage) => sum + (stage === row.stage ? row.bytes : inUse[stage].bytes),
    0,
  );
  const known = leaks.find(({ stage, trained }) => stage === row.stage && trained > 0);
  return [
    ...(bytes > WEIGHTS_LIMIT ? [{ code: 'weights_too_large' as const, bytes, limit: WEIGHTS_LIMIT }] : []),
    ...(known ? [{ code: 'trained_on_these' as const, formulas: known.trained }] : []),
  ];
}

/** The same for a project that the actor may see candidates and evaluations of. @throws AppError not_found */
export async function guardCandidate(
  actor: Actor,
  { projectId, candidateId }: { projectId: string; candidateId: string },
): Promise<GuardedCandidate> {
  const row = await requireUsable(projectId, candidateId);
  const inUse = await stagesInUse(getDb(), projectId);
  const { stage, id } = row;
  const used = inUse[stage];
  const evaluations = await listFinishedEvaluations(getDb(), projectId, [id, used.id]);
  const ids = Object.fromEntries(STAGES.map((name) => [name, inUse[name].id])) as Record<Stage, string>;
  const pair = chooseEvidence(evaluations.flatMap(evidenceCandidate), { stage, candidate: id, inUse: ids });
  const snapshot = evaluations.find((evaluation) => evaluation.id === pair?.candidate.id)?.snapshot;
  const measured = pair && snapshot ? await compared(actor, pair, snapshot) : null;
  const values = guardedValues(stage, measured?.compared ?? null);
  const report: GuardReport = {
    stage,
    candidate: { id, ref: `${row.name}@${row.version}`, shipped: row.projectId === null },
    inUse: { id: used.id, ref: used.ref, shipped: used.shipped },
    evidence: measured?.evidence ?? null,
    values,
    warnings: warnings(row, inUse, measured?.leaks ?? []),
    needsReason: needsReason(values),
  };
  return { row, inUse, report };
}

/**
 * What a release of a candidate would win, lose, or leave open beside the one that the project uses now: judged by
 * the evaluations of both on the same split of the same snapshot.
 * @throws AppError not_found | forbidden | not_ready
 */
export async function guardRelease(
  actor: Actor,
  { project: slug, candidateId }: { project: string; candidateId: string },
): Promise<GuardReport> {
  const project = await requireProject(actor, slug, 'candidate.see');
  return (await guardCandidate(actor, { projectId: project.id, candidateId })).report;
}
