import { randomUUID } from 'node:crypto';
import { getDb } from '@/lib/db/client';
import { waitingEvaluations } from '@/lib/db/evaluations/claim';
import { failureOf } from '@/lib/domain/failure';
import type { Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { log, publicError } from '@/lib/log';
import {
  endEvaluation,
  failEvaluation,
  leaveEvaluation,
  renewEvaluation,
} from '@/lib/server/evaluations/end';
import {
  keepFailure,
  keepScore,
  nextEvaluationWork,
  takeEvaluation,
  type EvaluationRun,
  type EvaluationWork,
} from '@/lib/server/evaluations/work';
import type { ScoreAnswer, ScoreTask } from '@/models/runtime/engine-protocol';
import { evaluate } from '../definitions';
import { enqueueEvaluation } from '../enqueue';
import { jobHandler, type JobHandler } from '../worker/consumer';
import { environment, oneMinuteLoad } from './evaluation-environment';

/** The models of an evaluation, in a process of their own. */
export interface ScoringEngine {
  /** @throws AppError when they cannot be opened */
  start(): Promise<unknown>;
  score(task: ScoreTask): Promise<ScoreAnswer>;
}

/** What the handler touches beside the database; the worker hands in the real things, tests their own. */
export interface EvaluateTools {
  folders(ids: Record<Stage, string>): Promise<Partial<Record<Stage, string>>>;
  engine(folders: Partial<Record<Stage, string>>): ScoringEngine;
  readImage(hash: string): Promise<Uint8Array>;
  /** Resolves when nobody waits for an answer: people go first. */
  whenIdle(): Promise<void>;
}

type Tries = Parameters<JobHandler['run']>[1];

/** Formulas read from the database at a time. */
const PAGE = 16;
/** A job works for so long at most, and leaves the rest to another one: the queue takes longer jobs for dead. */
const SHIFT_MS = 240_000;
const RENEW_MS = 10_000;

/** Says that the run is alive for as long as it is. */
function keepAlive(run: EvaluationRun): { stop(): void } {
  const timer = setInterval(() => {
    renewEvaluation(run).catch((error: unknown) =>
      log('worker').warn({ err: error }, 'evaluation: no sign of life'),
    );
  }, RENEW_MS);
  return { stop: () => clearInterval(timer) };
}

async function openEngine(ids: Record<Stage, string>, tools: EvaluateTools): Promise<ScoringEngine> {
  const engine = tools.engine(await tools.folders(ids));
  await engine.start();
  return engine;
}

/**
 * Scores one formula. Only what another try may mend is thrown.
 * @returns false when the result was not kept, since the run has lost the evaluation: it was cancelled
 */
async function scoreOne(
  run: EvaluationRun,
  work: EvaluationWork,
  engine: ScoringEngine,
  { tools, tries }: { tools: EvaluateTools; tries: Tries },
): Promise<boolean> {
  let said: ScoreAnswer;
  try {
    const image = await tools.readImage(work.imageHash);
    said = await engine.score({ image, truth: work.truth, latex: work.latex });
  } catch (error) {
    if (error instanceof AppError ? error.code === 'not_ready' : !tries.lastTry) throw error;
    log('worker').warn({ err: error, formulaId: work.formulaId }, 'not scored');
    return keepFailure(run, work, failureOf(publicError(error, 'worker')));
  }
  return keepScore(run, work, said);
}

/** @returns whether every formula has its result, and the run still has the evaluation */
async function scoreAll(
  run: EvaluationRun,
  engine: ScoringEngine,
  options: { tools: EvaluateTools; tries: Tries },
): Promise<boolean> {
  const until = performance.now() + SHIFT_MS;
  for (;;) {
    const page = await nextEvaluationWork(run.evaluationId, PAGE);
    if (page.length === 0) return true;
    for (const work of page) {
      await options.tools.whenIdle();
      if (options.tries.stopping() || performance.now() > until) return false;
      if (!(await scoreOne(run, work, engine, options))) return false;
    }
  }
}

/**
 * Works on one evaluation. Idempotent, and resumable: every result is kept as it comes, so that whoever goes on
 * after a killed worker begins with the first formula that has none. A formula that cannot be scored is kept with
 * the reason; the evaluation fails only when its candidates cannot be opened, or none of its formulas can be
 * scored. Cancelled, it ends within a formula.
 * @throws what another try may mend
 */
export async function runEvaluation(evaluationId: string, tools: EvaluateTools, tries: Tries): Promise<void> {
  const run = { evaluationId, claim: randomUUID() };
  const candidates = await takeEvaluation(run);
  if (!candidates) return;
  const alive = keepAlive(run);
  try {
    const load = oneMinuteLoad();
    const engine = await openEngine(candidates, tools);
    const done = await scoreAll(run, engine, { tools, tries });
    if (done) return await endEvaluation(run, environment(load));
    await leaveEvaluation(run);
    if (!tries.stopping()) await enqueueEvaluation(evaluationId);
  } catch (error) {
    const hopeless = error instanceof AppError && error.code !== 'not_ready';
    if (!tries.stopping() && (hopeless || tries.lastTry)) {
      log('worker').error({ err: error, evaluationId }, 'evaluation failed');
      return await failEvaluation(run, { code: 'failed', failure: failureOf(publicError(error, 'worker')) });
    }
    await leaveEvaluation(run);
    throw error;
  } finally {
    alive.stop();
  }
}

/** Takes evaluations from the queue, one after the other, and those of workers that were killed. */
export function evaluationHandler(tools: EvaluateTools): JobHandler {
  return jobHandler(
    evaluate,
    ({ evaluationId }, tries) => runEvaluation(evaluationId, tools, tries),
    1,
    async () => (await waitingEvaluations(getDb())).map((evaluationId) => ({ evaluationId })),
  );
}
