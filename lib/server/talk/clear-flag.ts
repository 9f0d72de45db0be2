import { lastSkip } from '@/lib/db/formula/read';
import { setFormulaState } from '@/lib/db/formula/write';
import { clearFlags, findFlag, listFlags } from '@/lib/db/talk/flags';
import { transaction } from '@/lib/db/transaction';
import { mayClear } from '@/lib/domain/flags';
import { can, type Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { requireLockedFormula } from '../formulas/require-formula';

/**
 * Clear a flag. A lead has decided by it, and the formula stays where it is: one that was skipped stays out until
 * the lead returns it. Who takes their own flag back takes back the skip that it was the reason of.
 * Clearing twice does no harm.
 * @throws AppError not_found | forbidden
 */
export async function clearFlag(actor: Actor, { flagId }: { flagId: string }): Promise<void> {
  await transaction(async (db) => {
    const found = await findFlag(db, actor, flagId);
    if (!found) throw new AppError('not_found', 'There is no such flag, or you may not see it.');
    const { formulaId, projectId } = found;
    const { state } = await requireLockedFormula(db, actor, formulaId);
    const maySettle = can(actor, 'talk.settle', projectId);
    if (!mayClear(found.flag, { userId: actor.userId, maySettle })) {
      throw new AppError('forbidden', 'Its author and leads clear a flag.');
    }
    const cleared = await clearFlags(db, { id: flagId }, { byId: actor.userId, at: new Date() });
    // Counted under the formula's lock: a lead may have decided meanwhile.
    if (maySettle || cleared === 0 || state !== 'skipped') return;
    const [skip, others] = [await lastSkip(db, formulaId), await listFlags(db, actor, formulaId)];
    if (skip?.flagId === flagId && others.length === 0) {
      await setFormulaState(db, formulaId, { state: 'ready', assigneeId: null });
    }
  });
}
