import { recordSkip, setFormulaState } from '@/lib/db/formula/write';
import { releaseLease } from '@/lib/db/lease';
import { hasSentBack } from '@/lib/db/queue';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { WORKABLE_STATES } from '@/lib/domain/queue';
import { AppError } from '@/lib/errors';
import { requireLockedFormula } from './require-formula';
import { requireHold } from './require-hold';

/**
 * Put a formula aside that one cannot work on, with the reason; a lead decides what becomes of it.
 * What was edited in it stays.
 * @returns whether a formula waits that was sent back to the actor
 * @throws AppError invalid_input | lease_lost | conflict | not_found
 */
export async function skipFormula(
  actor: Actor,
  { formulaId, reason }: { formulaId: string; reason: string },
): Promise<{ sentBackWaiting: boolean }> {
  if (reason.trim() === '') throw new AppError('invalid_input', 'Say why it is skipped.');
  return transaction(async (db) => {
    const formula = await requireLockedFormula(db, actor, formulaId);
    await requireHold(db, actor, formula);
    if (!(WORKABLE_STATES as readonly string[]).includes(formula.state)) {
      throw new AppError('conflict', 'Only a formula that is being worked on can be skipped.');
    }
    await recordSkip(db, { formulaId, userId: actor.userId, reason });
    await setFormulaState(db, formulaId, { state: 'skipped' });
    const now = new Date();
    await releaseLease(db, { formulaId, now });
    const { userId } = actor;
    return { sentBackWaiting: await hasSentBack(db, { projectId: formula.projectId, userId, now }) };
  });
}
