import { scoreFormula } from '@/models/scoring/score-formula';
import {
  describeProblem,
  type EngineAnswers,
  type EngineTask,
  type FromEngine,
  type TaskKind,
  type ToEngine,
} from './engine-protocol';
import { openPipeline, type Pipeline, type PipelineOptions } from './pipeline';

/**
 * The child process in which models run: opens the pipeline named by its first argument (JSON of
 * PipelineOptions), answers one task after the other, ends with its parent.
 */
const send = (message: FromEngine) => void process.send?.(message);

/** Memory of this process, in bytes. */
const rssBytes = () => process.memoryUsage.rss();

async function perform(pipeline: Pipeline, task: EngineTask): Promise<EngineAnswers[TaskKind]> {
  if (task.kind === 'score') {
    const { scored, timingsMs } = await scoreFormula(pipeline, task.image, task.truth, task.latex);
    return { scored, timingsMs, rssBytes: rssBytes() };
  }
  if (task.kind === 'explain') return pipeline.explain(task.image, task.pins);
  const { image, pins, changedStage } = task;
  const { prediction, width, height } = await pipeline.predict(image, { pins, changedStage });
  return { prediction, width, height };
}

async function answer(pipeline: Pipeline, { id, task }: ToEngine): Promise<void> {
  try {
    send({ id, answer: await perform(pipeline, task), rssBytes: rssBytes() });
  } catch (error) {
    send({ id, problem: describeProblem(error) });
  }
}

process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent decides when the models end.
process.on('SIGINT', () => undefined);

try {
  const pipeline = await openPipeline(JSON.parse(process.argv[2] ?? '{}') as PipelineOptions);
  process.on('message', (message) => void answer(pipeline, message as ToEngine));
  send({ ready: pipeline.candidates });
} catch (error) {
  send({ unable: describeProblem(error) });
}
