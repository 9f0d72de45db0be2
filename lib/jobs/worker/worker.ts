import { env } from '@/lib/env';
import { publishAddress, withdrawAddress } from '@/lib/inference/address';
import type { InferenceHealth } from '@/lib/inference/contract';
import { log } from '@/lib/log';
import type { Engine } from '@/models/runtime/engine';
import { preannotateFormula, type PreannotateTools } from '../handlers/preannotate';
import { Consumer } from './consumer';
import { keepOpen } from './keep-open';
import { startInferenceServer } from './inference-server';

export interface WorkerOptions extends Omit<PreannotateTools, 'predict'> {
  engine: Engine;
  connectionString: string;
  token: string;
  waiting(limit: number, after?: string): Promise<string[]>;
}

export interface Worker {
  url: string;
  health(): InferenceHealth;
  /** Finishes what runs, for up to `graceMs`, then ends everything that it opened. */
  stop(graceMs?: number): Promise<void>;
}

/** Everything a worker process does: interactive inference over HTTP, and jobs from the queue. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { engine } = options;
  const startedAt = new Date().toISOString();
  const consumer = new Consumer({
    connectionString: options.connectionString,
    waiting: options.waiting,
    preannotateFormula: (formulaId, tries) =>
      preannotateFormula(formulaId, { ...options, predict: (task) => engine.predict(task, 'batch') }, tries),
  });
  const models = keepOpen(engine);
  const health = (): InferenceHealth => ({
    models: engine.candidates,
    problem: engine.candidates ? null : models.problem(),
    queue: consumer.connected,
    startedAt,
  });
  const server = await startInferenceServer({
    host: '127.0.0.1',
    port: env().FORMULARY_INFERENCE_PORT ?? 0,
    token: options.token,
    readImage: options.readImage,
    predict: (task) => engine.predict(task, 'interactive'),
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
      await engine.close(graceMs);
      await server.close();
    },
  };
}
