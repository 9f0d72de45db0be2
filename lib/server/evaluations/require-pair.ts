import type { EvaluationRecord } from '@/lib/db/evaluations/rows';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { requireEvaluation } from './require-evaluation';

function requireDone({ status, snapshot }: EvaluationRecord): void {
  if (status === 'done') return;
  const stands = {
    queued: 'has not begun',
    running: 'is still running',
    failed: 'failed',
    cancelled: 'was cancelled',
  };
  throw new AppError(
    'invalid_input',
    `The evaluation on "${snapshot.name}" ${stands[status]}: only finished ones can be compared.`,
  );
}

/**
 * Two evaluations that may be compared, since they were made on the same formulas.
 * @throws AppError not_found | invalid_input, which says why they cannot be compared
 */
export async function requirePair(
  actor: Actor,
  { a, b }: { a: string; b: string },
): Promise<{ a: EvaluationRecord; b: EvaluationRecord }> {
  const [first, second] = await Promise.all([requireEvaluation(actor, a), requireEvaluation(actor, b)]);
  if (a === b) {
    throw new AppError('invalid_input', 'This is one evaluation twice: choose another to compare it with.');
  }
  if (first.snapshotId !== second.snapshotId || first.split !== second.split) {
    const where = ({ snapshot, split }: EvaluationRecord) => `the ${split} split of "${snapshot.name}"`;
    throw new AppError(
      'invalid_input',
      `These two cannot be compared: one was made on ${where(first)}, the other on ${where(second)}. ` +
        'Evaluate both on the same split of the same snapshot.',
    );
  }
  requireDone(first);
  requireDone(second);
  return { a: first, b: second };
}
