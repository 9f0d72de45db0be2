import { getDb } from '@/lib/db/client';
import { setCancelled } from '@/lib/db/evaluations/rows';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { requireEvaluation } from './require-evaluation';

/**
 * End an evaluation before it is done; the worker stops within a formula. What was scored stays. Cancelled twice
 * is cancelled once.
 * @throws AppError not_found | forbidden | conflict when it has ended by itself
 */
export async function cancelEvaluation(actor: Actor, { id }: { id: string }): Promise<void> {
  const record = await requireEvaluation(actor, id, 'evaluation.run');
  if (await setCancelled(getDb(), id, { code: 'cancelled', by: actor.name })) return;
  if (record.status === 'cancelled') return;
  throw new AppError('conflict', 'This evaluation has ended already: there is nothing to cancel.');
}
