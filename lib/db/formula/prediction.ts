import { Prisma, type Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import { inSomebodysHands } from '@/lib/db/lease';
import { waits } from '@/lib/db/prediction-tasks';
import type { Prediction, Speakers } from '@/lib/domain/annotation/prediction';
import type { Failure } from '@/lib/domain/failure';
import type { FormulaState } from '@/lib/domain/quotas';

/** What decides about a prediction of a formula; null when it is gone. */
export async function findPredictionState(db: Db, id: string, now: Date) {
  const row = await db.formula.findUnique({
    where: { id },
    select: { projectId: true, state: true, predictionStatus: true },
  });
  if (!row) return null;
  const held = await db.formula.count({ where: { id, ...inSomebodysHands(now) } });
  return { ...row, held: held > 0 };
}

/** The newest prediction of a formula, of these speakers only where they are given; its content as stored. */
export async function findPredictionBy(db: Db, formulaId: string, speakers?: Speakers) {
  return db.prediction.findFirst({
    where: { formulaId, ...(speakers && { source: 'models', candidates: { equals: speakers } }) },
    orderBy: { createdAt: 'desc' },
    select: { id: true, content: true },
  });
}

/** What a formula shows is what it keeps: a person has begun to work on it. */
export async function endWaiting(db: Db, id: string): Promise<void> {
  await db.formula.updateMany({
    where: { id, predictionStatus: 'pending', predictions: { some: {} } },
    data: { predictionStatus: 'done' },
  });
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
    error: Failure | null;
    state: FormulaState;
    expectedCost: number | null;
  },
): Promise<void> {
  await db.formula.update({
    where: { id },
    data: {
      predictionStatus: outcome.status,
      predictionError: outcome.error ?? Prisma.DbNull,
      state: outcome.state,
      expectedCost: outcome.expectedCost,
    },
  });
}

/** Formulas of a project that wait for a prediction, by id. */
export async function listWaiting(db: Db, projectId: string): Promise<string[]> {
  const rows = await db.formula.findMany({
    where: { projectId, ...waits(new Date()) },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/**
 * Put failed formulas that nobody has touched back to waiting. What shows an earlier prediction stays in the queue
 * meanwhile.
 * @returns how many
 */
export async function retryFailed(db: Db, projectId: string): Promise<number> {
  const failed = { projectId, state: 'ready', predictionStatus: 'failed' } as const;
  const again = { predictionStatus: 'pending', predictionError: Prisma.DbNull } as const;
  const never = await db.formula.updateMany({
    where: { ...failed, predictions: { none: {} } },
    data: { ...again, state: 'importing' },
  });
  const shown = await db.formula.updateMany({
    where: { ...failed, predictions: { some: {} } },
    data: again,
  });
  return never.count + shown.count;
}

/**
 * How far pre-annotation has come in a project. What a new release is to look at again counts as done while somebody
 * looks at it: it shows a prediction, and keeps it until they leave it untouched.
 */
export async function countPredictions(db: Db, projectId: string) {
  const rows = await db.formula.groupBy({
    by: ['predictionStatus'],
    where: { projectId, predictionStatus: { not: 'pending' } },
    _count: { _all: true },
  });
  const of = (status: string) => rows.find((row) => row.predictionStatus === status)?._count._all ?? 0;
  const now = new Date();
  const [waiting, shown] = await Promise.all([
    db.formula.count({ where: { projectId, ...waits(now) } }),
    db.formula.count({
      where: { projectId, predictionStatus: 'pending', state: 'ready', ...inSomebodysHands(now) },
    }),
  ]);
  return { waiting, done: of('done') + shown, failed: of('failed') };
}
