import { setFormulaState } from '@/lib/db/formula/write';
import { clearFlags } from '@/lib/db/talk/flags';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { requireLockedFormula } from './require-formula';
import { requireAction } from '../projects/require-project';

/**
 * As a lead, put a skipped formula back into everybody's queue; what it was flagged with is decided by that.
 * @throws AppError conflict when it was not skipped | forbidden | not_found
 */
export async function returnFormula(actor: Actor, { formulaId }: { formulaId: string }): Promise<void> {
  await transaction(async (db) => {
    const formula = await requireLockedFormula(db, actor, formulaId);
    requireAction(actor, 'formula.edit_any', formula.projectId);
    if (formula.state !== 'skipped')
      throw new AppError('conflict', 'Only a skipped formula can be returned.');
    await setFormulaState(db, formulaId, { state: 'ready', assigneeId: null });
    await clearFlags(db, { formulaId }, { byId: actor.userId, at: new Date() });
  });
}
