import type { Db } from '@/lib/db/client';

/** A formula that may wait for a prediction. */
export interface PredictionTask {
  formulaId: string;
  imageHash: string;
  status: 'pending' | 'done' | 'failed';
}

/** The formula as it is now; null when it is gone. */
export async function predictionTask(db: Db, formulaId: string): Promise<PredictionTask | null> {
  const row = await db.formula.findUnique({
    where: { id: formulaId },
    select: { imageHash: true, predictionStatus: true },
  });
  return row && { formulaId, imageHash: row.imageHash, status: row.predictionStatus };
}

/**
 * Ids of formulas that wait for a prediction in id order, those behind `after` where given. Gold and what
 * somebody has begun by hand do not wait: they are predicted when that is asked for.
 */
export async function waitingForPrediction(db: Db, limit: number, after?: string): Promise<string[]> {
  const rows = await db.formula.findMany({
    where: { state: 'importing', predictionStatus: 'pending', ...(after && { id: { gt: after } }) },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map(({ id }) => id);
}
