import type { Db, Prisma } from '@/lib/db/client';
import { LEASE_MS, leaseEnd, MAY_COME_BACK_MS } from '@/lib/domain/queue';

/** The lease on a formula that counts now: not given back and not expired. */
export async function findLiveLease(db: Db, formulaId: string, now: Date) {
  return db.lease.findFirst({
    where: { formulaId, releasedAt: null, expiresAt: { gt: now } },
    include: { user: { select: { id: true, name: true } } },
  });
}

/** Formulas that somebody holds, or held until lately without giving them back: they may have unsent edits. */
export function inSomebodysHands(now: Date): Prisma.FormulaWhereInput {
  const since = new Date(now.getTime() - MAY_COME_BACK_MS);
  return { leases: { some: { releasedAt: null, expiresAt: { gt: since } } } };
}

/** Whether this person has ever held the formula. */
export async function hasHeld(db: Db, formulaId: string, userId: string): Promise<boolean> {
  return (await db.lease.findFirst({ where: { formulaId, userId }, select: { id: true } })) !== null;
}

/**
 * Take the formula, unless somebody else holds it. One's own lease is renewed; one that has run out is
 * closed. Of two who try at once the unique index lets one through.
 * @returns when the lease ends, or null when another person holds the formula
 */
export async function takeLease(
  db: Db,
  { formulaId, userId, now }: { formulaId: string; userId: string; now: Date },
): Promise<Date | null> {
  const renewed = await renewLease(db, { formulaId, userId, now });
  if (renewed) return renewed;
  await db.lease.updateMany({
    where: { formulaId, releasedAt: null, expiresAt: { lte: now } },
    data: { releasedAt: now },
  });
  const { count } = await db.lease.createMany({
    data: [{ formulaId, userId, acquiredAt: now, expiresAt: leaseEnd(now) }],
    skipDuplicates: true,
  });
  return count === 1 ? leaseEnd(now) : null;
}

/**
 * Prolong one's own lease. One that has run out is prolonged too as long as nobody else has taken the
 * formula meanwhile: a laptop that slept for an hour loses nothing by it.
 * @returns when it ends now, or null when there is none any more
 */
export async function renewLease(
  db: Db,
  { formulaId, userId, now }: { formulaId: string; userId: string; now: Date },
): Promise<Date | null> {
  const { count } = await db.lease.updateMany({
    where: { formulaId, userId, releasedAt: null },
    data: { expiresAt: leaseEnd(now) },
  });
  return count === 1 ? leaseEnd(now) : null;
}

/** Prolong the live leases of a person in the project of one of them: what was prefetched stays theirs. */
export async function renewLeasesBeside(
  db: Db,
  { formulaId, userId, now }: { formulaId: string; userId: string; now: Date },
): Promise<void> {
  await db.lease.updateMany({
    where: {
      userId,
      releasedAt: null,
      expiresAt: { gt: now, lt: new Date(now.getTime() + LEASE_MS) },
      formula: { project: { formulas: { some: { id: formulaId } } } },
    },
    data: { expiresAt: leaseEnd(now) },
  });
}

/** Whether this person holds the formula: as `renewLease`, also with a lease that has run out and was not taken over. */
export async function holdsFormula(db: Db, lease: { formulaId: string; userId: string }): Promise<boolean> {
  return (await db.lease.count({ where: { ...lease, releasedAt: null } })) > 0;
}

/** Give the formula back: one person's lease, or whoever holds it. */
export async function releaseLease(
  db: Db,
  { formulaId, userId, now }: { formulaId: string; userId?: string; now: Date },
): Promise<void> {
  await db.lease.updateMany({ where: { formulaId, userId, releasedAt: null }, data: { releasedAt: now } });
}

/** What a person holds now in a project: what was sent back to them, then the others, longest held first. */
export async function listHeld(
  db: Db,
  { projectId, userId, now }: { projectId: string; userId: string; now: Date },
): Promise<{ formulaId: string; sentBack: boolean }[]> {
  const leases = await db.lease.findMany({
    where: { userId, releasedAt: null, expiresAt: { gt: now }, formula: { projectId } },
    orderBy: { acquiredAt: 'asc' },
    select: { formulaId: true, formula: { select: { state: true } } },
  });
  const held = leases.map(({ formulaId, formula }) => ({
    formulaId,
    sentBack: formula.state === 'sent_back',
  }));
  return held.sort((a, b) => Number(b.sentBack) - Number(a.sentBack));
}
