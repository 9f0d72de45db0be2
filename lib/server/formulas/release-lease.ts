import { getDb } from '@/lib/db/client';
import { releaseLease as release } from '@/lib/db/lease';
import type { Actor } from '@/lib/domain/permissions';
import { requireAction } from '../projects/require-project';
import { requireFormula } from './require-formula';

/**
 * Give one's own formula back to the queue; doing so twice does no harm.
 * @param input.anyone as a lead, take it from whoever holds it
 * @throws AppError not_found | forbidden
 */
export async function releaseLease(
  actor: Actor,
  { formulaId, anyone = false }: { formulaId: string; anyone?: boolean },
): Promise<void> {
  const now = new Date();
  if (!anyone) return release(getDb(), { formulaId, userId: actor.userId, now });
  const formula = await requireFormula(actor, formulaId);
  requireAction(actor, 'formula.edit_any', formula.projectId);
  await release(getDb(), { formulaId, now });
}
