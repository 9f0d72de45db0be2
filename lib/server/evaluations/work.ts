import { getDb } from '@/lib/db/client';
import { claimEvaluation } from '@/lib/db/evaluations/claim';
import { insertItem, pendingItems, type ItemResult } from '@/lib/db/evaluations/items';
import { findEvaluationRecord } from '@/lib/db/evaluations/rows';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { outcomesOf } from '@/lib/domain/evaluation-outcomes';
import type { Failure } from '@/lib/domain/failure';
import type { ScoredFormula } from '@/lib/domain/metrics';
import type { Stage } from '@/lib/domain/stages';
import { RevisionContentSchema } from '../formulas/revision-content';

/** What the worker does with an evaluation. No actor asks for it: whoever started it was allowed to. */

/** One run of the job: while it lives, no other one works on the evaluation. */
export interface EvaluationRun {
  evaluationId: string;
  claim: string;
}

/**
 * Begin to work on an evaluation, or go on with it.
 * @returns ids of the four candidates; null when it is finished, cancelled, gone, or another run works on it
 */
export async function takeEvaluation({
  evaluationId,
  claim,
}: EvaluationRun): Promise<Record<Stage, string> | null> {
  if (!(await claimEvaluation(getDb(), evaluationId, claim))) return null;
  const record = await findEvaluationRecord(getDb(), evaluationId);
  if (!record) return null;
  const named = record.candidates.map(({ candidate: { stage, id } }) => [stage, id]);
  return Object.fromEntries(named) as Record<Stage, string>;
}

/** A formula to be scored: its frozen truth. */
export interface EvaluationWork {
  formulaId: string;
  revisionId: string;
  imageHash: string;
  truth: Annotation;
  latex: string;
}

/** The next formulas without a result, by id; none when all are done. */
export async function nextEvaluationWork(evaluationId: string, limit: number): Promise<EvaluationWork[]> {
  const rows = await pendingItems(getDb(), evaluationId, limit);
  return rows.map(({ formulaId, revisionId, content }) => {
    const { imageHash, annotation } = RevisionContentSchema.parse(content);
    return { formulaId, revisionId, imageHash, truth: annotation, latex: annotation.label.latex };
  });
}

/** Keep what the models said about a formula. @returns false when the run has lost the evaluation */
export function keepScore(
  run: EvaluationRun,
  work: EvaluationWork,
  said: { scored: ScoredFormula; timingsMs: Record<string, number>; rssBytes: number },
): Promise<boolean> {
  return keep(run, work, { ...said, rightIn: outcomesOf(said.scored) });
}

/** Keep why a formula could not be scored: it is named beside the numbers, never left out in silence. */
export function keepFailure(run: EvaluationRun, work: EvaluationWork, failure: Failure): Promise<boolean> {
  return keep(run, work, { failure });
}

function keep({ evaluationId, claim }: EvaluationRun, work: EvaluationWork, result: ItemResult) {
  return insertItem(getDb(), { evaluationId, claim }, work, result);
}
