import { inProjects, visibleFormulas } from '@/lib/db/access';
import type { Db, Prisma } from '@/lib/db/client';
import type { Flag, FlagKind } from '@/lib/domain/flags';
import { projectsWhere, type Actor } from '@/lib/domain/permissions';

const INCLUDE = { author: { select: { id: true, name: true } } } satisfies Prisma.FlagInclude;
type Row = Prisma.FlagGetPayload<{ include: typeof INCLUDE }>;

/** A flag that nobody has cleared. */
export const OPEN_FLAG = { clearedAt: null } satisfies Prisma.FlagWhereInput;

const toFlag = ({ id, kind, note, author, createdAt }: Row): Flag => ({
  id,
  kind,
  note,
  author,
  at: createdAt.toISOString(),
});

/** The flags of a formula that are not cleared, oldest first; none when the actor may not see it. */
export async function listFlags(db: Db, actor: Actor, formulaId: string): Promise<Flag[]> {
  const rows = await db.flag.findMany({
    where: { formulaId, ...OPEN_FLAG, formula: visibleFormulas(actor) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: INCLUDE,
  });
  return rows.map(toFlag);
}

/** A flag, cleared or not, on a formula that the actor may see; null when there is none. */
export async function findFlag(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ flag: Flag; cleared: boolean; formulaId: string; projectId: string } | null> {
  const row = await db.flag.findFirst({
    where: { id, formula: visibleFormulas(actor) },
    include: { ...INCLUDE, formula: { select: { projectId: true } } },
  });
  return (
    row && {
      flag: toFlag(row),
      cleared: row.clearedAt !== null,
      formulaId: row.formulaId,
      projectId: row.formula.projectId,
    }
  );
}

/** What this person has said of the formula in this way and not taken back; null when nothing. */
export async function findOwnFlag(
  db: Db,
  own: { formulaId: string; kind: FlagKind; authorId: string },
): Promise<Flag | null> {
  const row = await db.flag.findFirst({ where: { ...own, ...OPEN_FLAG }, include: INCLUDE });
  return row && toFlag(row);
}

/** @returns false when there is a flag of that id already */
export async function insertFlag(
  db: Db,
  flag: { id: string; formulaId: string; kind: FlagKind; note: string; authorId: string },
): Promise<boolean> {
  const { count } = await db.flag.createMany({ data: [flag], skipDuplicates: true });
  return count === 1;
}

export async function setFlagNote(db: Db, id: string, note: string): Promise<void> {
  await db.flag.update({ where: { id }, data: { note } });
}

/** Clear a flag, or all of a formula; those that are cleared already stay as they are. @returns how many were not */
export async function clearFlags(
  db: Db,
  which: { id: string } | { formulaId: string },
  cleared: { byId: string; at: Date },
): Promise<number> {
  const { count } = await db.flag.updateMany({
    where: { ...which, ...OPEN_FLAG },
    data: { clearedAt: cleared.at, clearedById: cleared.byId },
  });
  return count;
}

/**
 * How many formulas of a project are flagged, and how many of those are skipped as well. Open flags are few and have
 * an index of their own, so that no counter is kept.
 */
export async function countFlagged(
  db: Db,
  actor: Actor,
  projectId: string,
): Promise<{ flagged: number; skipped: number }> {
  const within = inProjects(projectsWhere(actor, 'formula.see_any'));
  const where: Prisma.FormulaWhereInput = {
    AND: [{ projectId }, { projectId: within }],
    flags: { some: OPEN_FLAG },
  };
  const [flagged, skipped] = await Promise.all([
    db.formula.count({ where }),
    db.formula.count({ where: { ...where, state: 'skipped' } }),
  ]);
  return { flagged, skipped };
}
