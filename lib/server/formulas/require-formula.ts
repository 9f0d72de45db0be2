import { z } from 'zod';
import { getDb, type Db } from '@/lib/db/client';
import { findVisibleFormula, lockFormula, type VisibleFormula } from '@/lib/db/formula/read';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';

/** A formula that the actor may see. @throws AppError not_found, also when somebody else holds it */
export async function requireFormula(
  actor: Actor,
  formulaId: string,
  db: Db = getDb(),
): Promise<VisibleFormula> {
  const formula = isId(formulaId) ? await findVisibleFormula(db, actor, formulaId) : null;
  if (!formula) throw new AppError('not_found', 'There is no such formula, or you may not see it.');
  return formula;
}

/** An address may name anything; PostgreSQL takes nothing but a UUID for one. */
const isId = (text: string) => z.uuid().safeParse(text).success;

/** The same inside a transaction, its row locked first, so that what is read stays true until the end. */
export async function requireLockedFormula(db: Db, actor: Actor, formulaId: string): Promise<VisibleFormula> {
  if (isId(formulaId)) await lockFormula(db, formulaId);
  return requireFormula(actor, formulaId, db);
}
