import { candidatesById } from '@/lib/db/candidates/releases';
import { releasedCandidates } from '@/lib/db/candidates/rows';
import { getDb, type Db } from '@/lib/db/client';
import type { CandidateRef } from '@/lib/domain/release/types';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { candidateFolder } from './candidate-folder';
import { ensureShippedCandidates } from './ensure-shipped';

export type StageInUse = CandidateRef & {
  /** Size of model.onnx; 0 for rules. */
  bytes: number;
  /** card.json, whole. */
  card: unknown;
};

/**
 * The candidate that each stage of a project uses: the one it released last, else the one that is shipped.
 * @param shipped of `ensureShippedCandidates`, when they are known already
 * @throws AppError not_ready when the shipped ones cannot be read
 */
export async function stagesInUse(
  db: Db,
  projectId: string,
  shipped?: Record<Stage, string>,
): Promise<Record<Stage, StageInUse>> {
  const ids = shipped ?? (await ensureShippedCandidates());
  const released = await releasedCandidates(db, projectId);
  const used = STAGES.map((stage) => released.get(stage) ?? ids[stage]);
  const rows = await candidatesById(db, used);
  return Object.fromEntries(
    STAGES.map((stage, index): [Stage, StageInUse] => {
      const row = rows.get(used[index] ?? '');
      if (!row) throw new AppError('not_ready', `The candidate in use for the ${stage} is gone.`);
      const { id, name, version, bytes, card } = row;
      return [stage, { id, ref: `${name}@${version}`, shipped: id === ids[stage], bytes, card }];
    }),
  ) as Record<Stage, StageInUse>;
}

export type ReleasedStage = { candidateId: string; folder: string; shipped: boolean; ref: string };

/**
 * The four candidates of a project as the models' runtime opens them. For workers and evaluations: no actor asks.
 * @throws AppError not_ready, not_found when a candidate's model is gone
 */
export async function releaseInUse(projectId: string): Promise<Record<Stage, ReleasedStage>> {
  const stages = await stagesInUse(getDb(), projectId);
  const entries = STAGES.map(async (stage): Promise<[Stage, ReleasedStage]> => {
    const { id, ref, shipped } = stages[stage];
    return [stage, { candidateId: id, ref, shipped, folder: await candidateFolder({ id }) }];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<Stage, ReleasedStage>;
}
