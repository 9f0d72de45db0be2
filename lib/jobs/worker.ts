import { secret } from '@/lib/auth/secrets';
import { closeDb, getDb } from '@/lib/db/client';
import { predictionTask, waitingForPrediction } from '@/lib/db/prediction-tasks';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { recordPredictionFailure, storePrediction } from '@/lib/server/store-prediction';
import { blobs } from '@/lib/storage';
import { Engine } from '@/models/runtime/engine';
import { startWorker } from './worker/worker';

/**
 * The worker process: `node --import tsx lib/jobs/worker.ts`, with DATABASE_URL and FORMULARY_HOME. Any number of
 * them may run, on any number of machines. SIGTERM lets what runs finish, then ends it.
 */
const { DATABASE_URL } = env();
if (!DATABASE_URL) {
  log('worker').fatal('DATABASE_URL is not set: start the worker with npm start');
  process.exit(2);
}

const worker = await startWorker({
  engine: new Engine(),
  connectionString: DATABASE_URL,
  token: secret('inference'),
  task: (formulaId) => predictionTask(getDb(), formulaId),
  waiting: (limit, after) => waitingForPrediction(getDb(), limit, after),
  readImage: (hash) => blobs().read(hash),
  store: (formulaId, prediction) => storePrediction({ formulaId, prediction }),
  fail: (formulaId, reason) => recordPredictionFailure({ formulaId, reason }),
});

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log('worker').info({ signal }, 'stopping');
  // Whatever happens on the way: a worker that was told to end, ends.
  setTimeout(() => process.exit(1), 14_000).unref();
  try {
    await worker.stop();
    await closeDb();
    process.exit(0);
  } catch (error) {
    log('worker').error({ err: error }, 'did not stop cleanly');
    process.exit(1);
  }
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
