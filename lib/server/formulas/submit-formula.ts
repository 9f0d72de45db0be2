import { setFormulaState } from '@/lib/db/formula/write';
import { releaseLease } from '@/lib/db/lease';
import { hasSentBack } from '@/lib/db/queue';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { WORKABLE_STATES } from '@/lib/domain/queue';
import { AppError } from '@/lib/errors';
import { freezeRevision, type Frozen } from './freeze-revision';
import { requireLockedFormula } from './require-formula';
import { requireHold } from './require-hold';

/**
 * Hand a formula in for review: its annotation is frozen as a revision, and the lease ends. Handing in
 * again what was handed in already answers the same revision.
 * @returns also whether a formula waits that was sent back to the actor: it comes before whatever they fetched ahead
 * @throws AppError rules_broken | stale | lease_lost | conflict | not_found
 */
export async function submitFormula(
  actor: Actor,
  input: { formulaId: string; version: number; confirmedWarnings?: string[] },
): Promise<Frozen & { sentBackWaiting: boolean }> {
  const { formulaId, version, confirmedWarnings = [] } = input;
  return transaction(async (db) => {
    const formula = await requireLockedFormula(db, actor, formulaId);
    const { userId } = actor;
    const again = formula.state === 'submitted' && formula.assigneeId === userId;
    if (!again) {
      await requireHold(db, actor, formula);
      if (!(WORKABLE_STATES as readonly string[]).includes(formula.state)) {
        throw new AppError('conflict', 'Only a formula that is being worked on can be submitted.');
      }
    }
    const frozen = await freezeRevision(db, formula, { userId, version, confirmedWarnings });
    await setFormulaState(db, formulaId, { state: 'submitted', assigneeId: userId });
    const now = new Date();
    await releaseLease(db, { formulaId, now });
    return {
      ...frozen,
      sentBackWaiting: await hasSentBack(db, { projectId: formula.projectId, userId, now }),
    };
  });
}
