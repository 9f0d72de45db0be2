import { frameFromImage } from '@/models/frame/fit';
import type { Frame } from '@/models/frame/frame';
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

/** The frame of the task that was announced last. */
let ahead: { id: number; frame: Promise<Frame> } | null = null;

function announce(id: number, image: Uint8Array): void {
  ahead = { id, frame: frameFromImage(image) };
  // Whether the image can be read is the task's own answer, if it ever comes.
  ahead.frame.catch(() => undefined);
}

async function perform(pipeline: Pipeline, id: number, task: EngineTask): Promise<EngineAnswers[TaskKind]> {
  if (task.kind === 'score') {
    const { scored, timingsMs } = await scoreFormula(pipeline, task.image, task.truth, task.latex);
    return { scored, timingsMs, rssBytes: rssBytes() };
  }
  if (task.kind === 'explain') return pipeline.explain(task.image, task.pins);
  const started = performance.now();
  const { image, pins, changedStage } = task;
  const frame = await (ahead?.id === id ? ahead.frame : frameFromImage(image));
  const { prediction, width, height } = await pipeline.predictFrame(frame, { pins, changedStage }, started);
  return { prediction, width, height };
}

async function answer(pipeline: Pipeline, id: number, task: EngineTask): Promise<void> {
  try {
    send({ id, answer: await perform(pipeline, id, task), rssBytes: rssBytes() });
  } catch (error) {
    send({ id, problem: describeProblem(error) });
  }
}

process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent decides when the models end.
process.on('SIGINT', () => undefined);

try {
  const pipeline = await openPipeline(JSON.parse(process.argv[2] ?? '{}') as PipelineOptions);
  process.on('message', (message) => {
    const asked = message as ToEngine;
    if ('ahead' in asked) announce(asked.id, asked.ahead);
    else void answer(pipeline, asked.id, asked.task);
  });
  send({ ready: pipeline.candidates });
} catch (error) {
  send({ unable: describeProblem(error) });
}
