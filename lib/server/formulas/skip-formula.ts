import type { Db } from '@/lib/db/client';
import { lastSkip, type VisibleFormula } from '@/lib/db/formula/read';
import { recordSkip, setFormulaState } from '@/lib/db/formula/write';
import { releaseLease } from '@/lib/db/lease';
import { hasSentBack } from '@/lib/db/queue';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { WORKABLE_STATES } from '@/lib/domain/queue';
import { AppError } from '@/lib/errors';
import { requireLockedFormula } from './require-formula';
import { requireHold } from './require-hold';

/** Whether this is sent again because the answer was lost: the same person has skipped it, in the same words. */
async function skippedAlready(
  db: Db,
  { id, state }: VisibleFormula,
  { userId, reason }: { userId: string; reason: string },
): Promise<boolean> {
  if (state !== 'skipped') return false;
  const last = await lastSkip(db, id);
  return last?.userId === userId && last.reason === reason;
}

/**
 * Put a formula aside that one cannot work on, with the reason; a lead decides what becomes of it.
 * What was edited in it stays. Sent again, it is skipped once.
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
    const { userId } = actor;
    const now = new Date();
    if (!(await skippedAlready(db, formula, { userId, reason }))) {
      await requireHold(db, actor, formula);
      if (!(WORKABLE_STATES as readonly string[]).includes(formula.state)) {
        throw new AppError('conflict', 'Only a formula that is being worked on can be skipped.');
      }
      await recordSkip(db, { formulaId, userId, reason });
      await setFormulaState(db, formulaId, { state: 'skipped' });
      await releaseLease(db, { formulaId, now });
    }
    return { sentBackWaiting: await hasSentBack(db, { projectId: formula.projectId, userId, now }) };
  });
}
