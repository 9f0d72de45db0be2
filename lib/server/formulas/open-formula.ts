import { getDb } from '@/lib/db/client';
import { takeLease } from '@/lib/db/lease';
import { transaction } from '@/lib/db/transaction';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { can, type Actor } from '@/lib/domain/permissions';
import { WORKABLE_STATES } from '@/lib/domain/queue';
import type { VisibleFormula } from '@/lib/db/formula/read';
import { editorPayload } from './editor-payload';
import { requireFormula, requireLockedFormula } from './require-formula';

function mayHold(actor: Actor, { projectId, state, assigneeId }: VisibleFormula): boolean {
  if (!(WORKABLE_STATES as readonly string[]).includes(state)) return false;
  if (can(actor, 'formula.edit_any', projectId)) return true;
  if (!can(actor, 'formula.annotate', projectId)) return false;
  return state !== 'sent_back' || assigneeId === null || assigneeId === actor.userId;
}

/**
 * What the editor needs to show a formula. With `hold`, it is also leased to whoever opens it, if it can
 * be worked on, they may, and nobody else holds it; `payload.mode` says what came of that.
 * @throws AppError not_found when there is no such formula, or the actor may not see it
 */
export async function openFormula(
  actor: Actor,
  { formulaId, hold = false }: { formulaId: string; hold?: boolean },
): Promise<EditorPayload> {
  if (hold) {
    await transaction(async (db) => {
      const formula = await requireLockedFormula(db, actor, formulaId);
      if (mayHold(actor, formula)) await takeLease(db, { formulaId, userId: actor.userId, now: new Date() });
    });
  }
  return editorPayload(actor, await requireFormula(actor, formulaId, getDb()));
}
