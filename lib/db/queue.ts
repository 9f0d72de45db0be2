import { Prisma, type Db } from '@/lib/db/client';
import { takeLease } from '@/lib/db/lease';
import { QUEUE_CRITERIA, WORKABLE_STATES, type QueueCriterion } from '@/lib/domain/queue';

/** The criteria of lib/domain/queue as SQL; `f` is the formula, `c` its cell with `filled`, `me` the person. */
function criterion(name: QueueCriterion, me: string): Prisma.Sql {
  switch (name) {
    case 'sent_back_to_me':
      return Prisma.sql`(f."state" = 'sent_back' AND owner.id IS NOT DISTINCT FROM ${me}::uuid) DESC`;
    case 'begun_by_me':
      return Prisma.sql`(f."state" = 'in_progress' AND owner.id IS NOT DISTINCT FROM ${me}::uuid) DESC`;
    case 'not_begun_by_others':
      return Prisma.sql`(f."state" = 'in_progress' AND owner.id IS DISTINCT FROM ${me}::uuid AND owner.id IS NOT NULL) ASC`;
    case 'unmet_quota':
      return Prisma.sql`(CASE WHEN c."target" > 0
        THEN greatest(0, c."target" - coalesce(filled.n, 0))::float8 / c."target"::float8 ELSE 0 END) DESC`;
    case 'expected_cost':
      return Prisma.sql`f."expectedCost" ASC NULLS LAST`;
  }
}

/** The part of the query that says what is offered to this person, and in which order. */
function offered(projectId: string, userId: string, now: Date, except: readonly string[]): Prisma.Sql {
  const order = Prisma.join(
    [...QUEUE_CRITERIA.map((name) => criterion(name, userId)), Prisma.sql`f."id" ASC`],
    ', ',
  );
  // What belongs to somebody who has left the project, or was disabled, belongs to nobody.
  return Prisma.sql`
    FROM "Formula" f
    JOIN "Cell" c ON c."id" = f."cellId"
    LEFT JOIN (
      SELECT n."cellId", sum(n."count") AS n FROM "CellCount" n
      WHERE n."state" IN ('approved', 'submitted', 'sent_back') GROUP BY 1) filled ON filled."cellId" = c."id"
    LEFT JOIN LATERAL (
      SELECT u."id" FROM "User" u
      WHERE u."id" = f."assigneeId" AND u."disabledAt" IS NULL
        AND (u."isAdministrator" OR EXISTS (SELECT 1 FROM "Membership" m WHERE m."userId" = u."id"
          AND m."projectId" = f."projectId" AND m."roles" && ARRAY['annotator', 'lead']::"Role"[]))) owner ON true
    WHERE f."projectId" = ${projectId}::uuid
      AND f."state" = ANY(${[...WORKABLE_STATES]}::"FormulaState"[])
      AND NOT (f."id" = ANY(${[...except]}::uuid[]))
      AND (f."state" <> 'sent_back' OR owner."id" IS NULL OR owner."id" = ${userId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM "Flag" g WHERE g."formulaId" = f."id" AND g."clearedAt" IS NULL)
      AND NOT EXISTS (SELECT 1 FROM "Lease" l
        WHERE l."formulaId" = f."id" AND l."releasedAt" IS NULL AND l."expiresAt" > ${now})
    ORDER BY ${order}`;
}

/**
 * Lease the first formula of a person's queue. Rows that another transaction is just taking are skipped,
 * so that nobody waits; what was taken between the query and the lock is left out and the next is tried. When every
 * row that is left is in the hands of another transaction, as while a release goes over them all, it is waited for:
 * an empty answer means that nothing is left.
 * @param input.sentBackOnly only what was sent back to this person
 * @returns the formula's id, or null when nothing is left
 */
export async function takeNext(
  db: Db,
  {
    projectId,
    userId,
    now,
    except,
    sentBackOnly = false,
  }: {
    projectId: string;
    userId: string;
    now: Date;
    except: readonly string[];
    sentBackOnly?: boolean;
  },
): Promise<string | null> {
  const tried = [...except];
  const head = async (locked: Prisma.Sql) => {
    const [first] = await db.$queryRaw<{ id: string; mine: boolean }[]>`
      SELECT f."id", (f."state" = 'sent_back' AND owner.id IS NOT DISTINCT FROM ${userId}::uuid) AS mine
      ${offered(projectId, userId, now, tried)} LIMIT 1 FOR UPDATE OF f ${locked}`;
    return first;
  };
  for (;;) {
    // Who asks for what was sent back asks again for anything, and waits then.
    const first =
      (await head(Prisma.sql`SKIP LOCKED`)) ?? (sentBackOnly ? undefined : await head(Prisma.empty));
    // What was sent back to this person is the head of the order: another head means that there is none.
    if (!first || (sentBackOnly && !first.mine)) return null;
    if (await takeLease(db, { formulaId: first.id, userId, now })) return first.id;
    tried.push(first.id);
  }
}

/** Does something wait that was sent back to this person, and that nobody holds or they hold themselves? */
export async function hasSentBack(
  db: Db,
  { projectId, userId, now }: { projectId: string; userId: string; now: Date },
): Promise<boolean> {
  const waiting = await db.formula.findFirst({
    where: {
      projectId,
      state: 'sent_back',
      assigneeId: userId,
      flags: { none: { clearedAt: null } },
      leases: { none: { releasedAt: null, expiresAt: { gt: now }, userId: { not: userId } } },
    },
    select: { id: true },
  });
  return waiting !== null;
}

/** The ids of a person's queue in its order, for showing how much is left and for tests of the order. */
export async function listQueue(
  db: Db,
  { projectId, userId, now, limit }: { projectId: string; userId: string; now: Date; limit: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT f."id" ${offered(projectId, userId, now, [])} LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
