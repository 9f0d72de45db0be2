import { recordSkip, setFormulaState } from '@/lib/db/formula/write';
import { releaseLease } from '@/lib/db/lease';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { WORKABLE_STATES } from '@/lib/domain/queue';
import { AppError } from '@/lib/errors';
import { requireLockedFormula } from './require-formula';
import { requireHold } from './require-hold';

/**
 * Put a formula aside that one cannot work on, with the reason; a lead decides what becomes of it.
 * What was edited in it stays.
 * @throws AppError invalid_input | lease_lost | conflict | not_found
 */
export async function skipFormula(
  actor: Actor,
  { formulaId, reason }: { formulaId: string; reason: string },
): Promise<void> {
  if (reason.trim() === '') throw new AppError('invalid_input', 'Say why it is skipped.');
  await transaction(async (db) => {
    const formula = await requireLockedFormula(db, actor, formulaId);
    await requireHold(db, actor, formula);
    if (!(WORKABLE_STATES as readonly string[]).includes(formula.state)) {
      throw new AppError('conflict', 'Only a formula that is being worked on can be skipped.');
    }
    await recordSkip(db, { formulaId, userId: actor.userId, reason });
    await setFormulaState(db, formulaId, { state: 'skipped' });
    await releaseLease(db, { formulaId, now: new Date() });
  });
}
