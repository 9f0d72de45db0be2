import { getDb } from '@/lib/db/client';
import type { Explanation } from '@/lib/domain/explanation';
import type { Actor } from '@/lib/domain/permissions';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { explainFormula as askModels } from '@/lib/inference';
import { stagesInUse } from '../candidates/release-in-use';
import { requireCandidate } from '../candidates/show';
import { imageUrl } from '../formulas/editor-payload';
import { requireFormula } from '../formulas/require-formula';
import { requireAction } from '../projects/require-project';

/** A formula of whoever may look into the models, whoever holds it. @throws AppError not_found | forbidden */
async function requireExplainable(actor: Actor, formulaId: string) {
  const formula = await requireFormula(actor, formulaId);
  requireAction(actor, 'formula.see_any', formula.projectId);
  requireAction(actor, 'candidate.see', formula.projectId);
  return formula;
}

/** What the debugging view shows before the models have answered. @throws AppError not_found | forbidden */
export async function showExplainable(actor: Actor, { formulaId }: { formulaId: string }) {
  const { id, name, project, image, imageHash } = await requireExplainable(actor, formulaId);
  return { id, name, project, ...image, imageUrl: imageUrl(imageHash) };
}

/** The named candidates, each of the formula's project (or shipped) and of its stage. @throws AppError */
async function checked(
  actor: Actor,
  projectId: string,
  candidates: Partial<Record<Stage, string>>,
): Promise<Partial<Record<Stage, string>>> {
  for (const stage of STAGES) {
    const id = candidates[stage];
    if (id === undefined) continue;
    const row = await requireCandidate(actor, id);
    if (row.projectId !== null && row.projectId !== projectId) {
      throw new AppError('not_found', `The ${stage} is a candidate of another project.`);
    }
    if (row.stage !== stage) {
      throw new AppError(
        'invalid_input',
        `${row.name}@${row.version} is a candidate of the ${row.stage}, not of the ${stage}.`,
      );
    }
  }
  return candidates;
}

/**
 * What each stage saw and said about a formula's image, as if nobody had corrected anything: by
 * `candidates` (ids) where they are named, else by those that the project uses. Nothing is stored.
 * @throws AppError not_found | forbidden | invalid_input (they do not fit together) | not_ready | inference_failed
 */
export async function explainFormula(
  actor: Actor,
  { formulaId, candidates }: { formulaId: string; candidates: Partial<Record<Stage, string>> },
): Promise<Explanation> {
  const formula = await requireExplainable(actor, formulaId);
  const chosen = await checked(actor, formula.projectId, candidates);
  const inUse = await stagesInUse(getDb(), formula.projectId);
  const ids = Object.fromEntries(STAGES.map((stage) => [stage, chosen[stage] ?? inUse[stage].id]));
  return askModels({ imageHash: formula.imageHash, candidates: ids });
}
