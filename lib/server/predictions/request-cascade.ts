import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { wellFormed } from '@/lib/domain/annotation/validate';
import { requireAskable } from '@/lib/domain/cascade';
import type { Actor } from '@/lib/domain/permissions';
import type { Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { cascade } from '@/lib/inference';
import { requireFormula } from '../formulas/require-formula';

/**
 * Ask the models what the stages after `changedStage` say about an annotation as it is on the screen,
 * around its pins. It is a proposal: nothing is stored.
 * @throws AppError not_found | too_large | rules_broken | not_ready | inference_failed
 */
export async function requestCascade(
  actor: Actor,
  {
    formulaId,
    annotation,
    changedStage,
  }: {
    formulaId: string;
    annotation: Annotation;
    changedStage: Stage;
  },
): Promise<{ prediction: Prediction }> {
  const formula = await requireFormula(actor, formulaId);
  requireAskable(annotation, changedStage);
  const problems = wellFormed(annotation);
  if (problems.length > 0) {
    throw new AppError('rules_broken', 'The annotation refers to something that is not there.', { problems });
  }
  const { prediction } = await cascade({
    imageHash: formula.imageHash,
    projectId: formula.projectId,
    annotation,
    changedStage,
  });
  return { prediction };
}
