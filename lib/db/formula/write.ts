import type { Db } from '@/lib/db/client';
import type { FormulaState } from '@/lib/domain/quotas';

/** Move a formula to another state; the counters of its cell follow by trigger. */
export async function setFormulaState(
  db: Db,
  id: string,
  change: { state: FormulaState; assigneeId?: string | null },
): Promise<void> {
  await db.formula.update({ where: { id }, data: change });
}

export async function recordSkip(
  db: Db,
  skip: { formulaId: string; userId: string; reason: string; flagId?: string },
): Promise<void> {
  await db.skip.create({ data: skip });
}
