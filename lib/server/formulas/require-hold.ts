import type { Db } from '@/lib/db/client';
import type { VisibleFormula } from '@/lib/db/formula/read';
import { findLiveLease, renewLease } from '@/lib/db/lease';
import { can, type Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';

/**
 * By what right the actor may change this formula now: their lease, which this prolongs, or a role that
 * needs none; null when they may not.
 */
export async function mayChange(
  db: Db,
  actor: Actor,
  formula: VisibleFormula,
): Promise<'lease' | 'role' | null> {
  const { userId } = actor;
  if (can(actor, 'formula.annotate', formula.projectId)) {
    if (await renewLease(db, { formulaId: formula.id, userId, now: new Date() })) return 'lease';
  }
  return can(actor, 'formula.edit_any', formula.projectId) ? 'role' : null;
}

/** The same as a demand. @throws AppError lease_lost */
export async function requireHold(db: Db, actor: Actor, formula: VisibleFormula): Promise<void> {
  if (await mayChange(db, actor, formula)) return;
  const lease = await findLiveLease(db, formula.id, new Date());
  throw new AppError(
    'lease_lost',
    lease ? `${lease.user.name} works on this formula now.` : 'You no longer hold this formula.',
  );
}
