import { secret } from '@/lib/auth/secrets';
import { releaseState } from '@/lib/db/candidates/releases';
import { closeDb, getDb } from '@/lib/db/client';
import { predictionTask, waitingForPrediction } from '@/lib/db/prediction-tasks';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { candidateFolders } from '@/lib/server/candidates/candidate-folder';
import { releaseInUse } from '@/lib/server/candidates/release-in-use';
import { settlePrediction } from '@/lib/server/candidates/settle-prediction';
import { recordPredictionFailure, storePrediction } from '@/lib/server/predictions/store-prediction';
import { blobs } from '@/lib/storage';
import { EnginePool } from '@/models/runtime/engine-pool';
import { evaluationHandler } from './handlers/evaluate';
import { projectReleases } from './worker/project-releases';
import { Turns } from './worker/turns';
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

const pool = new EnginePool();
const turns = new Turns();
const worker = await startWorker({
  pool,
  turns,
  handlers: [
    evaluationHandler({
      folders: candidateFolders,
      engine: (folders) => pool.engine(folders),
      readImage: (hash) => blobs().read(hash),
      whenIdle: () => turns.whenIdle(),
    }),
  ],
  folders: candidateFolders,
  connectionString: DATABASE_URL,
  token: secret('inference'),
  task: (formulaId) => predictionTask(getDb(), formulaId),
  waiting: (limit, after) => waitingForPrediction(getDb(), limit, after),
  readImage: (hash) => blobs().read(hash),
  release: projectReleases({ state: (id) => releaseState(getDb(), id), inUse: releaseInUse }),
  settle: (formulaId, { speakers, state }) => settlePrediction({ formulaId, speakers, release: state }),
  store: (formulaId, prediction, release) => storePrediction({ formulaId, prediction, release }),
  fail: (formulaId, reason, release) => recordPredictionFailure({ formulaId, reason, release }),
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
