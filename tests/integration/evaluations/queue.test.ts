import { afterAll, beforeAll, expect, it } from 'vitest';
import { evaluationHandler } from '@/lib/jobs/handlers/evaluate';
import { Consumer } from '@/lib/jobs/worker/consumer';
import type { ScoreAnswer, ScoreTask } from '@/models/runtime/engine-protocol';
import { makeEvaluation, perfectAnswer } from '@/tests/support/evaluations';
import { makeEvaluationWorld, tools } from '@/tests/support/evaluation-world';

let world: Awaited<ReturnType<typeof makeEvaluationWorld>>;
beforeAll(async () => {
  world = await makeEvaluationWorld();
});
afterAll(() => world.installation.drop());

/** A worker that does nothing but evaluate. */
async function withWorker(
  answer: (task: ScoreTask) => Promise<ScoreAnswer>,
  work: () => Promise<void>,
): Promise<void> {
  const engine = () => ({ start: async () => undefined, score: answer });
  const consumer = new Consumer({
    connectionString: world.installation.url,
    handlers: [evaluationHandler(tools(perfectAnswer, { engine }))],
    waiting: async () => [],
    sweepSeconds: 1,
  });
  try {
    await work();
  } finally {
    await consumer.stop(5000);
  }
}

const becomes = (id: string, status: string) =>
  expect.poll(async () => (await world.shown(id)).status, { timeout: 20_000, interval: 100 }).toBe(status);

it('is worked through by whichever workers there are, one after the other', async () => {
  const snapshot = await world.snapshotOf('test', 'test', 'test');
  const { id } = await world.start(snapshot.id);
  const asked: string[] = [];
  // The first worker is told to stop while it scores its first formula; what it has is kept.
  let reached: () => void = () => undefined;
  const inFirst = new Promise<void>((resolve) => (reached = resolve));
  let goOn: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (goOn = resolve));
  const slow = async (task: ScoreTask) => {
    asked.push(new TextDecoder().decode(task.image));
    reached();
    await stopped;
    return perfectAnswer(task);
  };
  await withWorker(slow, async () => {
    await inFirst;
    queueMicrotask(goOn);
  });
  expect(await world.shown(id)).toMatchObject({ status: 'running', progress: { scored: 1 } });

  const quick = async (task: ScoreTask) => {
    asked.push(new TextDecoder().decode(task.image));
    return perfectAnswer(task);
  };
  await withWorker(quick, () => becomes(id, 'done'));
  expect([...asked].sort()).toEqual(snapshot.formulas.map(({ imageHash }) => imageHash).sort());
});

it('is found by a worker even when its job was lost', async () => {
  const snapshot = await world.snapshotOf('test');
  const id = await makeEvaluation(world.installation.db, {
    projectId: world.project.id,
    snapshotId: snapshot.id,
    userId: world.engineer.userId,
  });
  await withWorker(
    async (task) => perfectAnswer(task),
    () => becomes(id, 'done'),
  );
  expect(await world.shown(id)).toMatchObject({ progress: { scored: 1 }, headline: { exprate: 1 } });
});
