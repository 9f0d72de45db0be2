import type { Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { FormulaState } from '@/lib/domain/quotas';

export async function findFormulaState(db: Db, id: string) {
  return db.formula.findUnique({ where: { id }, select: { state: true } });
}

/** Append a prediction; none is ever overwritten. @returns its id */
export async function insertPrediction(
  db: Db,
  {
    formulaId,
    source,
    content,
  }: { formulaId: string; source: 'models' | 'inkml-truth'; content: Prediction },
): Promise<string> {
  const { id } = await db.prediction.create({
    data: { formulaId, source, candidates: content.candidates, content: toJson(content) },
    select: { id: true },
  });
  return id;
}

/** Those of `ids` that are no predictions of this formula. */
export async function foreignPredictions(
  db: Db,
  { formulaId, ids }: { formulaId: string; ids: readonly string[] },
): Promise<string[]> {
  const own = await db.prediction.findMany({
    where: { formulaId, id: { in: [...ids] } },
    select: { id: true },
  });
  return ids.filter((id) => !own.some((prediction) => prediction.id === id));
}

/** What came of asking the models, on the formula itself. */
export async function setPredictionOutcome(
  db: Db,
  id: string,
  outcome: {
    status: 'done' | 'failed';
    error: string | null;
    state: FormulaState;
    expectedCost: number | null;
  },
): Promise<void> {
  await db.formula.update({
    where: { id },
    data: {
      predictionStatus: outcome.status,
      predictionError: outcome.error,
      state: outcome.state,
      expectedCost: outcome.expectedCost,
    },
  });
}

/** Formulas of a project that wait for their first prediction, by id. */
export async function listWaiting(db: Db, projectId: string): Promise<string[]> {
  const rows = await db.formula.findMany({
    where: { projectId, state: 'importing', predictionStatus: 'pending' },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** Put failed formulas that nobody has touched back to waiting. @returns how many */
export async function retryFailed(db: Db, projectId: string): Promise<number> {
  const { count } = await db.formula.updateMany({
    where: { projectId, state: 'ready', predictionStatus: 'failed' },
    data: { state: 'importing', predictionStatus: 'pending', predictionError: null },
  });
  return count;
}

/** How far pre-annotation has come in a project. */
export async function countPredictions(db: Db, projectId: string) {
  const rows = await db.formula.groupBy({
    by: ['predictionStatus'],
    where: { projectId, NOT: { predictionStatus: 'pending', state: { not: 'importing' } } },
    _count: { _all: true },
  });
  const of = (status: string) => rows.find((row) => row.predictionStatus === status)?._count._all ?? 0;
  return { waiting: of('pending'), done: of('done'), failed: of('failed') };
}
