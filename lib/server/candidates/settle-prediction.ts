import { replaceContent } from '@/lib/db/annotation/write';
import { releaseState } from '@/lib/db/candidates/releases';
import {
  endWaiting,
  findPredictionBy,
  findPredictionState,
  setPredictionOutcome,
} from '@/lib/db/formula/prediction';
import { lockFormula } from '@/lib/db/formula/read';
import { lockUntouchedAnnotation } from '@/lib/db/formula/untouched';
import { transaction } from '@/lib/db/transaction';
import {
  annotationFromPrediction,
  PredictionSchema,
  type Speakers,
} from '@/lib/domain/annotation/prediction';
import { expectedCorrectionCost } from '@/lib/domain/queue';

/**
 * Spare the models a formula that they need not look at: one that a person has begun to work on keeps what it has;
 * one that somebody looks at waits until they have left it; and what the candidates in use said about it before a
 * release was taken back is shown again. For the worker: no actor asks for it.
 * @param input.speakers the candidates in use
 * @param input.release the state of the project's releases that named them (`releaseState`). If it is another one
 * now, the formula goes on waiting for those that are in use.
 * @returns whether there is nothing left to ask now
 */
export async function settlePrediction({
  formulaId,
  speakers,
  release,
}: {
  formulaId: string;
  speakers: Speakers;
  release: string | null;
}): Promise<boolean> {
  return transaction(async (db) => {
    await lockFormula(db, formulaId);
    const formula = await findPredictionState(db, formulaId, new Date());
    if (formula?.predictionStatus !== 'pending') return true;
    const annotation = await lockUntouchedAnnotation(db, formulaId);
    if (!annotation) {
      await endWaiting(db, formulaId);
      return (await findPredictionBy(db, formulaId)) !== null;
    }
    if (formula.held) return true;
    // Read under the formula's lock: a release takes it too before it lets formulas wait again.
    if ((await releaseState(db, formula.projectId)) !== release) return true;
    const said = await findPredictionBy(db, formulaId, speakers);
    if (!said) return false;
    const prediction = PredictionSchema.parse(said.content);
    if (annotation.predictionId !== said.id) {
      const value = annotationFromPrediction(prediction);
      await replaceContent(db, { id: annotation.id, value, predictionId: said.id });
    }
    await setPredictionOutcome(db, formulaId, {
      status: 'done',
      error: null,
      state: formula.state === 'importing' ? 'ready' : formula.state,
      expectedCost: expectedCorrectionCost(prediction),
    });
    return true;
  });
}
