import { replaceContent } from '@/lib/db/annotation/write';
import { releaseState } from '@/lib/db/candidates/releases';
import type { Db } from '@/lib/db/client';
import { findPredictionState, insertPrediction, setPredictionOutcome } from '@/lib/db/formula/prediction';
import { lockFormula } from '@/lib/db/formula/read';
import { lockUntouchedAnnotation } from '@/lib/db/formula/untouched';
import { transaction } from '@/lib/db/transaction';
import { annotationFromPrediction, type Prediction } from '@/lib/domain/annotation/prediction';
import { wellFormed } from '@/lib/domain/annotation/validate';
import type { Failure } from '@/lib/domain/failure';
import { expectedCorrectionCost } from '@/lib/domain/queue';
import { AppError } from '@/lib/errors';

type Asked = {
  formulaId: string;
  /**
   * State of the project's releases when the models were asked (`releaseState`). If it is another one now, the
   * formula goes on waiting for those that are in use. Left out: the models were not chosen by a release.
   */
  release?: string | null;
};

/** @throws AppError not_found */
async function lockForOutcome(db: Db, { formulaId, release }: Asked) {
  await lockFormula(db, formulaId);
  const formula = await findPredictionState(db, formulaId, new Date());
  if (!formula) throw new AppError('not_found', 'There is no such formula.');
  // Read under the formula's lock: a release takes it too before it lets formulas wait again.
  const outdated = release !== undefined && (await releaseState(db, formula.projectId)) !== release;
  return { ...formula, outdated };
}

/** A formula that was never looked at becomes one that can be worked on. */
const workable = <State extends string>(state: State) => (state === 'importing' ? 'ready' : state);

/**
 * Keep what the models said about a formula, for ever. Where nobody has touched the annotation yet, it
 * becomes an unpinned copy, and the formula goes into the queue; where somebody looks at it just now, it waits
 * until they have left it. For the worker: no actor asks for it.
 * @throws AppError not_found | inference_failed when the prediction refers to what it does not hold
 */
export async function storePrediction({
  prediction,
  ...asked
}: Asked & { prediction: Prediction }): Promise<void> {
  const { formulaId } = asked;
  const value = annotationFromPrediction(prediction);
  const [problem] = wellFormed(value);
  if (problem) throw new AppError('inference_failed', `The models contradict themselves: ${problem.message}`);
  await transaction(async (db) => {
    const { state, held, outdated } = await lockForOutcome(db, asked);
    const predictionId = await insertPrediction(db, { formulaId, source: 'models', content: prediction });
    const annotation = await lockUntouchedAnnotation(db, formulaId);
    if (outdated || (annotation && held)) return;
    if (annotation) await replaceContent(db, { id: annotation.id, value, predictionId });
    await setPredictionOutcome(db, formulaId, {
      status: 'done',
      error: null,
      state: workable(state),
      expectedCost: expectedCorrectionCost(prediction),
    });
  });
}

/**
 * Note that the models could not say anything about a formula, and why. It goes into the queue all the
 * same: everything in it is then made by hand, or what it showed before stays.
 * @throws AppError not_found
 */
export async function recordPredictionFailure({
  reason,
  ...asked
}: Asked & { reason: Failure }): Promise<void> {
  await transaction(async (db) => {
    const { state, outdated } = await lockForOutcome(db, asked);
    if (outdated) return;
    await setPredictionOutcome(db, asked.formulaId, {
      status: 'failed',
      error: reason,
      state: workable(state),
      expectedCost: null,
    });
  });
}
