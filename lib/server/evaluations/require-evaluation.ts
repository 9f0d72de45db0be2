import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { findEvaluationRecord, type EvaluationRecord } from '@/lib/db/evaluations/rows';
import { can, type Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { requireAction } from '../projects/require-project';

/**
 * An evaluation of a project whose evaluations the actor may see, and in which they may do `action`.
 * @throws AppError not_found | forbidden
 */
export async function requireEvaluation(
  actor: Actor,
  id: string,
  action: 'evaluation.see' | 'evaluation.run' = 'evaluation.see',
): Promise<EvaluationRecord> {
  const record = z.uuid().safeParse(id).success ? await findEvaluationRecord(getDb(), id) : null;
  if (!record || !can(actor, 'evaluation.see', record.projectId)) {
    throw new AppError('not_found', 'There is no such evaluation, or you may not see it.');
  }
  requireAction(actor, action, record.projectId);
  return record;
}
