import type { Prediction, Speakers } from '@/lib/domain/annotation/prediction';
import { failureOf, type Failure } from '@/lib/domain/failure';
import type { Stage } from '@/lib/domain/stages';
import type { PredictionTask } from '@/lib/db/prediction-tasks';
import { AppError } from '@/lib/errors';
import { log, publicError } from '@/lib/log';
import type { EngineAnswer, PredictTask } from '@/models/runtime/engine-protocol';

/** What a project uses to predict, at one moment. */
export interface ProjectRelease {
  /** Tells this state of the project's releases from every other: `releaseState` of lib/db/candidates. */
  state: string | null;
  /** Candidate folders that stand in for the shipped ones. */
  folders: Partial<Record<Stage, string>>;
  speakers: Speakers;
}

/** What the handler touches; the worker hands in the real things, tests their own. */
export interface PreannotateTools {
  task(formulaId: string): Promise<PredictionTask | null>;
  release(projectId: string): Promise<ProjectRelease>;
  /** Whether there is nothing to ask the models: see `settlePrediction`. */
  settle(formulaId: string, release: ProjectRelease): Promise<boolean>;
  readImage(hash: string): Promise<Uint8Array>;
  predict(task: PredictTask, release: ProjectRelease): Promise<EngineAnswer>;
  /** `release`: the state in which the models were asked. */
  store(formulaId: string, prediction: Prediction, release: string | null): Promise<void>;
  fail(formulaId: string, reason: Failure, release: string | null): Promise<void>;
}

/**
 * Pre-annotates one formula by its project's release. Idempotent: what is no longer waiting is left alone. An image that the models
 * cannot take is recorded as failed, with the reason, and stays workable; only what another try may mend (the
 * database is away, the models are being replaced) is thrown, so that the queue tries again. What nobody expected
 * is recorded too at the last try: the formula would wait for ever otherwise.
 */
export async function preannotateFormula(
  formulaId: string,
  tools: PreannotateTools,
  { lastTry }: { lastTry: boolean },
): Promise<void> {
  const task = await tools.task(formulaId);
  if (!task || task.status !== 'pending') return;
  const release = await tools.release(task.projectId);
  if (await tools.settle(formulaId, release)) return;
  try {
    const image = await tools.readImage(task.imageHash);
    const { prediction } = await tools.predict({ image }, release);
    await tools.store(formulaId, prediction, release.state);
  } catch (error) {
    const expected = error instanceof AppError;
    if (expected ? error.code === 'not_ready' : !lastTry) throw error;
    log('worker').warn({ err: error, formulaId }, 'prediction failed');
    // Gone meanwhile: there is nothing left that could wait.
    if (await tools.task(formulaId)) {
      await tools.fail(formulaId, failureOf(publicError(error, 'worker')), release.state);
    }
  }
}
