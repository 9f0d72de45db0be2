import { renewLease, renewLeasesBeside } from '@/lib/db/lease';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';

/**
 * A sign of life: prolongs the lease on this formula, and those on formulas fetched ahead of time.
 * @throws AppError lease_lost when it was given back, or somebody else has taken the formula
 */
export async function heartbeatLease(
  actor: Actor,
  { formulaId }: { formulaId: string },
): Promise<{ expiresAt: string }> {
  const lease = { formulaId, userId: actor.userId, now: new Date() };
  const expiresAt = await transaction(async (db) => {
    const end = await renewLease(db, lease);
    if (end) await renewLeasesBeside(db, lease);
    return end;
  });
  if (!expiresAt) throw new AppError('lease_lost', 'You no longer hold this formula.');
  return { expiresAt: expiresAt.toISOString() };
}
