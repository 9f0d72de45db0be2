import type { Stage } from '@/lib/domain/stages';
import { env } from '@/lib/env';
import { publishAddress, withdrawAddress } from '@/lib/inference/address';
import type { InferenceHealth } from '@/lib/inference/contract';
import { log } from '@/lib/log';
import type { EnginePool } from '@/models/runtime/engine-pool';
import { preannotate } from '../definitions';
import { preannotateFormula, type PreannotateTools } from '../handlers/preannotate';
import { candidateChecks } from './check-upload';
import { Consumer, jobHandler, type JobHandler, type Tries } from './consumer';
import { keepOpen } from './keep-open';
import { startInferenceServer } from './inference-server';
import { Turns } from './turns';

export interface WorkerOptions extends Omit<PreannotateTools, 'predict'> {
  /** Engines of the shipped candidates, of every project's release, and of what else somebody asks for. */
  pool: EnginePool;
  /** Folders of the candidates with these ids, by stage. @throws AppError not_found. */
  folders(ids: Partial<Record<Stage, string>>): Promise<Partial<Record<Stage, string>>>;
  connectionString: string;
  token: string;
  waiting(limit: number, after?: string): Promise<string[]>;
  /** What is done beside pre-annotation. */
  handlers?: readonly JobHandler[];
  /** Lets what is done beside it wait for people. */
  turns?: Turns;
}

/** Formulas fetched at a time: the queue is asked twice a second at most. */
const PREANNOTATION_BATCH = 16;
/** While the models work on one, the next is read and the one before is stored. */
const PREANNOTATIONS_AT_ONCE = 3;

export interface Worker {
  url: string;
  health(): InferenceHealth;
  /** Finishes what runs, for up to `graceMs`, then ends everything that it opened. */
  stop(graceMs?: number): Promise<void>;
}

/** Everything a worker process does: interactive inference over HTTP, and jobs from the queue. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { pool, turns = new Turns() } = options;
  const shipped = pool.engine();
  const startedAt = new Date().toISOString();
  const predictOne = ({ formulaId }: { formulaId: string }, tries: Tries) => {
    const tools: PreannotateTools = {
      ...options,
      predict: (task, { folders }) => pool.engine(folders).predict(task, 'batch'),
    };
    return preannotateFormula(formulaId, tools, tries);
  };
  const consumer = new Consumer({
    connectionString: options.connectionString,
    waiting: options.waiting,
    handlers: [
      { ...jobHandler(preannotate, predictOne, PREANNOTATION_BATCH), atOnce: PREANNOTATIONS_AT_ONCE },
      ...(options.handlers ?? []),
    ],
  });
  const models = keepOpen(shipped);
  const health = (): InferenceHealth => ({
    models: shipped.candidates,
    problem: shipped.candidates ? null : models.problem(),
    queue: consumer.connected,
    startedAt,
  });
  const server = await startInferenceServer({
    host: '127.0.0.1',
    port: env().FORMULARY_INFERENCE_PORT ?? 0,
    token: options.token,
    readImage: options.readImage,
    predict: async (task, projectId) => {
      const engine = projectId ? pool.engine((await options.release(projectId)).folders) : shipped;
      return turns.first(() => engine.predict(task, 'interactive'));
    },
    explain: async (task, candidates) => {
      const engine = pool.engine(await options.folders(candidates));
      return turns.first(() => engine.explain(task));
    },
    check: candidateChecks(),
    health,
  });
  await publishAddress(server.url);
  log('worker').info({ url: server.url }, 'ready');
  return {
    url: server.url,
    health,
    stop: async (graceMs = 5_000) => {
      await withdrawAddress();
      models.stop();
      await consumer.stop(graceMs);
      await pool.close(graceMs);
      await server.close();
    },
  };
}
