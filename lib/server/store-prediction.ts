import { hasEdits } from '@/lib/db/annotation/edits';
import { lockCurrentAnnotation } from '@/lib/db/annotation/read';
import { replaceContent } from '@/lib/db/annotation/write';
import type { Db } from '@/lib/db/client';
import { findFormulaState, insertPrediction, setPredictionOutcome } from '@/lib/db/formula/prediction';
import { lockFormula } from '@/lib/db/formula/read';
import { findLatestRevision } from '@/lib/db/revision';
import { transaction } from '@/lib/db/transaction';
import { annotationFromPrediction, type Prediction } from '@/lib/domain/annotation/prediction';
import { wellFormed } from '@/lib/domain/annotation/validate';
import { expectedCorrectionCost } from '@/lib/domain/queue';
import { AppError } from '@/lib/errors';

/** An annotation that a prediction may fill: made for that, and never touched by a person. */
async function untouched(db: Db, formulaId: string) {
  const annotation = await lockCurrentAnnotation(db, formulaId);
  if (!annotation || annotation.kind === 'gold' || (await hasEdits(db, annotation.id))) return null;
  return (await findLatestRevision(db, formulaId)) ? null : annotation;
}

/**
 * Keep what the models said about a formula, for ever. Where nobody has touched the annotation yet, it
 * becomes an unpinned copy, and the formula goes into the queue. For the worker: no actor asks for it.
 * @throws AppError not_found | inference_failed when the prediction refers to what it does not hold
 */
export async function storePrediction({
  formulaId,
  prediction,
}: {
  formulaId: string;
  prediction: Prediction;
}): Promise<void> {
  const value = annotationFromPrediction(prediction);
  const [problem] = wellFormed(value);
  if (problem) throw new AppError('inference_failed', `The models contradict themselves: ${problem.message}`);
  await transaction(async (db) => {
    await lockFormula(db, formulaId);
    const formula = await findFormulaState(db, formulaId);
    if (!formula) throw new AppError('not_found', 'There is no such formula.');
    const predictionId = await insertPrediction(db, { formulaId, source: 'models', content: prediction });
    const annotation = await untouched(db, formulaId);
    if (annotation) await replaceContent(db, { id: annotation.id, value, predictionId });
    await setPredictionOutcome(db, formulaId, {
      status: 'done',
      error: null,
      state: formula.state === 'importing' ? 'ready' : formula.state,
      expectedCost: expectedCorrectionCost(prediction),
    });
  });
}

/**
 * Note that the models could not say anything about a formula, and why. It goes into the queue all the
 * same: everything in it is then made by hand.
 * @throws AppError not_found
 */
export async function recordPredictionFailure({
  formulaId,
  reason,
}: {
  formulaId: string;
  reason: string;
}): Promise<void> {
  await transaction(async (db) => {
    await lockFormula(db, formulaId);
    const formula = await findFormulaState(db, formulaId);
    if (!formula) throw new AppError('not_found', 'There is no such formula.');
    await setPredictionOutcome(db, formulaId, {
      status: 'failed',
      error: reason,
      state: formula.state === 'importing' ? 'ready' : formula.state,
      expectedCost: null,
    });
  });
}
