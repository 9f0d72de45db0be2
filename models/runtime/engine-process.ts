import { describeProblem, type FromEngine, type ToEngine } from './engine-protocol';
import { openPipeline, type Pipeline, type PipelineOptions } from './pipeline';

/**
 * The child process in which models run: opens the pipeline named by its first argument (JSON of
 * PipelineOptions), answers one task after the other, ends with its parent.
 */
const send = (message: FromEngine) => void process.send?.(message);

async function answer(pipeline: Pipeline, { id, task }: ToEngine): Promise<void> {
  try {
    const { image, ...options } = task;
    const { prediction, width, height } = await pipeline.predict(image, options);
    send({ id, answer: { prediction, width, height } });
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
