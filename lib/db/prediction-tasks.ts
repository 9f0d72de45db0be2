import type { Db, Prisma } from '@/lib/db/client';
import { inSomebodysHands } from '@/lib/db/lease';

/** A formula that may wait for a prediction. */
export interface PredictionTask {
  formulaId: string;
  projectId: string;
  imageHash: string;
  status: 'pending' | 'done' | 'failed';
}

/** The formula as it is now; null when it is gone. */
export async function predictionTask(db: Db, formulaId: string): Promise<PredictionTask | null> {
  const row = await db.formula.findUnique({
    where: { id: formulaId },
    select: { projectId: true, imageHash: true, predictionStatus: true },
  });
  if (!row) return null;
  const { predictionStatus: status, ...rest } = row;
  return { formulaId, ...rest, status };
}

/**
 * Formulas that wait for a prediction: for their first one, or for that of a release that came after it. Gold and
 * what somebody has begun by hand do not wait (they are predicted when that is asked for), nor does what somebody
 * looks at just now.
 */
export function waits(now: Date): Prisma.FormulaWhereInput {
  return {
    predictionStatus: 'pending',
    OR: [{ state: 'importing' }, { state: 'ready', NOT: inSomebodysHands(now) }],
  };
}

/** Ids of formulas that wait for a prediction in id order, those behind `after` where given. */
export async function waitingForPrediction(db: Db, limit: number, after?: string): Promise<string[]> {
  const rows = await db.formula.findMany({
    where: { ...waits(new Date()), ...(after && { id: { gt: after } }) },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map(({ id }) => id);
}
