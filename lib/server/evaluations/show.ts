import { getDb } from '@/lib/db/client';
import { listUnscored } from '@/lib/db/evaluations/items';
import { readSummary } from '@/lib/db/evaluations/rows';
import type { EvaluationSummary, EvaluationView } from '@/lib/domain/evaluations';
import type { Actor } from '@/lib/domain/permissions';
import { describeEvaluation } from './describe';
import { requireEvaluation } from './require-evaluation';

/** Unscored formulas that are named. */
const NAMED = 500;

/** How far an evaluation is, and what it says when it is done. @throws AppError not_found */
export async function showEvaluation(actor: Actor, { id }: { id: string }): Promise<EvaluationView> {
  const record = await requireEvaluation(actor, id);
  const [row, summary, unscored] = await Promise.all([
    describeEvaluation(record),
    readSummary(getDb(), id),
    listUnscored(getDb(), id, NAMED),
  ]);
  // Written by this program only.
  return { ...row, summary: summary as EvaluationSummary | null, unscored };
}
