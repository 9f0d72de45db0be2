import { getDb } from '@/lib/db/client';
import { inferenceHealth } from '@/lib/inference';

/** One part of the program. `note` says what is wrong in a sentence that anybody may read. */
export type PartHealth = { up: boolean; note?: string };

export type Health = {
  up: boolean;
  parts: Record<'web' | 'database' | 'queue' | 'models', PartHealth>;
};

const down = (note: string): PartHealth => ({ up: false, note });

async function databaseHealth(): Promise<PartHealth> {
  try {
    await getDb().$queryRaw`SELECT 1`;
    return { up: true };
  } catch {
    return down('The database does not answer.');
  }
}

async function workerHealth(): Promise<{ queue: PartHealth; models: PartHealth }> {
  try {
    const { queue, models, problem } = await inferenceHealth();
    return {
      queue: queue ? { up: true } : down('The worker does not reach its queue.'),
      models: models
        ? { up: true }
        : down(problem ? 'The models cannot be opened.' : 'The models are being opened.'),
    };
  } catch {
    const note = 'The worker does not answer.';
    return { queue: down(note), models: down(note) };
  }
}

/** Whether web, database, queue and models are up. Asked without a session, so it tells nothing else. */
export async function checkHealth(): Promise<Health> {
  const [database, worker] = await Promise.all([databaseHealth(), workerHealth()]);
  const parts = { web: { up: true }, database, ...worker };
  return { up: Object.values(parts).every(({ up }) => up), parts };
}
