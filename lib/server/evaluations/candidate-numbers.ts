import { getDb } from '@/lib/db/client';
import { listMainNumbers, type MainNumberRow } from '@/lib/db/evaluations/main-numbers';
import {
  MAIN_METRIC,
  standingOf,
  type CandidateNumber,
  type CandidateStanding,
} from '@/lib/domain/candidate-numbers';
import type { Actor } from '@/lib/domain/permissions';
import { stagesInUse } from '../candidates/release-in-use';
import { requireProject } from '../projects/require-project';

/** Candidates times splits that are looked at: the newest ones. */
const LOOKED_AT = 400;

function numberOf({ candidateId, stage, ...row }: MainNumberRow): CandidateNumber[] {
  if (!row.value || row.formulas === null) return [];
  const own: CandidateNumber = {
    evaluationId: row.evaluationId,
    snapshot: { id: row.snapshotId, name: row.snapshot },
    split: row.split,
    formulas: row.formulas,
    value: row.value,
    leaked: row.leaks.some((leak) => leak.stage === stage && leak.trained > 0),
    at: row.finishedAt.toISOString(),
  };
  return [own];
}

/**
 * How each candidate of a project did in its stage's main metric (`MAIN_METRIC`), beside the one in use on
 * the same formulas; by the candidate's id. What was never evaluated is not in it.
 * @throws AppError not_found | forbidden | not_ready
 */
export async function listCandidateNumbers(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<Record<string, CandidateStanding>> {
  const project = await requireProject(actor, slug, 'evaluation.see');
  const [rows, stages] = await Promise.all([
    listMainNumbers(getDb(), project.id, MAIN_METRIC, LOOKED_AT),
    stagesInUse(getDb(), project.id),
  ]);
  const numbers = (id: string) => rows.filter((row) => row.candidateId === id).flatMap(numberOf);
  const standings = rows.flatMap(({ candidateId, stage }) => {
    const standing = standingOf(numbers(candidateId), numbers(stages[stage].id));
    return standing ? [[candidateId, standing] as const] : [];
  });
  return Object.fromEntries(standings);
}
