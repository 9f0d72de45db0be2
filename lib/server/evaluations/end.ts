import { getDb } from '@/lib/db/client';
import { dropClaim, finishClaimed, renewClaim } from '@/lib/db/evaluations/claim';
import { listUnscored } from '@/lib/db/evaluations/items';
import { findEvaluationRecord } from '@/lib/db/evaluations/rows';
import { describe } from '@/lib/domain/comparison';
import type { EvaluationReason } from '@/lib/domain/evaluation-reasons';
import type { EvaluationEnvironment, EvaluationSummary } from '@/lib/domain/evaluations';
import { evaluate } from '@/lib/domain/metrics';
import { peakRss, readScored, type ScoredItem } from './read-scored';
import { resamplesFor } from './resamples';
import type { EvaluationRun } from './work';

/** How the worker leaves an evaluation: for a while, or for good. */

/** Say that the run is alive. @returns false when it has lost the evaluation */
export function renewEvaluation({ evaluationId, claim }: EvaluationRun): Promise<boolean> {
  return renewClaim(getDb(), evaluationId, claim);
}

/** Leave the rest to another run. */
export function leaveEvaluation({ evaluationId, claim }: EvaluationRun): Promise<void> {
  return dropClaim(getDb(), evaluationId, claim);
}

/** Give it up, with the reason. */
export async function failEvaluation(
  { evaluationId, claim }: EvaluationRun,
  reason: EvaluationReason,
): Promise<void> {
  await finishClaimed(getDb(), { id: evaluationId, claim }, { reason });
}

function summarise(
  items: readonly ScoredItem[],
  weights: number,
  environment: EvaluationEnvironment,
): EvaluationSummary {
  const scored = items.map((item) => item.scored);
  const timings = items.map((item) => item.timingsMs);
  return {
    ...evaluate(scored, timings),
    description: describe(scored, {
      cells: items.map(({ cell }) => cell),
      timings,
      resamples: resamplesFor(items.length),
    }),
    memory: { peakRss: peakRss(items), weights },
    environment,
  };
}

/** All formulas have their result: work out the numbers and keep them. None scored is a failure. */
export async function endEvaluation(run: EvaluationRun, environment: EvaluationEnvironment): Promise<void> {
  const { evaluationId, claim } = run;
  const items = await readScored(evaluationId);
  if (items.length === 0) {
    const [first] = await listUnscored(getDb(), evaluationId, 1);
    return failEvaluation(run, {
      code: 'none_scored',
      first: first ? { name: first.name, failure: first.reason } : null,
    });
  }
  const record = await findEvaluationRecord(getDb(), evaluationId);
  const weights = (record?.candidates ?? []).reduce((sum, { candidate }) => sum + candidate.bytes, 0);
  await finishClaimed(
    getDb(),
    { id: evaluationId, claim },
    { summary: summarise(items, weights, environment) },
  );
}
