import { AppError } from '@/lib/errors';
import { runEvaluation } from '@/lib/jobs/handlers/evaluate';
import { cancelEvaluation } from '@/lib/server/evaluations/cancel';
import { waitingEvaluations } from '@/lib/db/evaluations/claim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { perfectAnswer } from '@/tests/support/evaluations';
import { makeEvaluationWorld, tools, TRY } from '@/tests/support/evaluation-world';

let world: Awaited<ReturnType<typeof makeEvaluationWorld>>;
beforeAll(async () => {
  world = await makeEvaluationWorld();
});
afterAll(() => world.installation.drop());

describe('the job', () => {
  it('scores every formula of the split and no other, and keeps the numbers of evaluate with intervals', async () => {
    const snapshot = await world.snapshotOf('test', 'train', 'test', 'val', 'test');
    const asked: string[] = [];
    const id = await world.evaluated(snapshot.id, (task) => {
      asked.push(new TextDecoder().decode(task.image));
      return perfectAnswer(task);
    });
    expect(asked).toHaveLength(3);
    const { status, progress, summary, headline, startedAt, finishedAt } = await world.shown(id);
    expect({ status, progress }).toEqual({
      status: 'done',
      progress: { total: 3, scored: 3, unscored: 0 },
    });
    expect(headline).toEqual({ exprate: 1, zeroTouch: 1, meanCorrections: 0, p50Ms: 37 });
    expect(startedAt && finishedAt).toBeTruthy();
    expect(summary).toMatchObject({
      formulas: 3,
      endToEnd: { exprate: 1 },
      memory: { peakRss: 200e6 },
      environment: {
        threads: expect.any(Number) as number,
        onnxRuntime: expect.stringMatching(/^\d/u) as string,
      },
    });
    const exprate = summary!.description.metrics.find(({ key }) => key === 'endToEnd.exprate');
    expect(exprate).toMatchObject({ value: { value: 1, low: 1, high: 1 }, aim: 0.64 });
    expect(summary!.memory.weights).toBeGreaterThan(1e6);
    expect(await waitingEvaluations(world.installation.db)).not.toContain(id);
  });

  it('goes on after a kill with the first formula that has no result', async () => {
    const snapshot = await world.snapshotOf('test', 'test', 'test', 'test');
    const { id } = await world.start(snapshot.id);
    let answered = 0;
    const never = new Promise<never>(() => undefined);
    // The first worker answers two and is killed in the third: it never comes back.
    const killed = tools(perfectAnswer, {
      engine: () => ({
        start: async () => undefined,
        score: (task) => ((answered += 1) > 2 ? never : Promise.resolve(perfectAnswer(task))),
      }),
    });
    void runEvaluation(id, killed, TRY);
    await expect.poll(async () => (await world.shown(id)).progress.scored, { timeout: 20_000 }).toBe(2);

    // While it may be alive, nobody else works on it.
    let again = 0;
    const count = tools((task) => {
      again += 1;
      return perfectAnswer(task);
    });
    await runEvaluation(id, count, TRY);
    expect(again).toBe(0);
    expect(await waitingEvaluations(world.installation.db)).not.toContain(id);

    await world.installation.db.evaluation.update({ where: { id }, data: { heldUntil: new Date(0) } });
    expect(await waitingEvaluations(world.installation.db)).toContain(id);
    await runEvaluation(id, count, TRY);
    expect(again).toBe(2);
    expect(await world.shown(id)).toMatchObject({ status: 'done', progress: { scored: 4 } });
    await runEvaluation(id, count, TRY);
    expect(again).toBe(2);
  });

  it('leaves the rest when the worker stops, and ends within a formula when it is cancelled', async () => {
    const snapshot = await world.snapshotOf('test', 'test', 'test');
    const { id } = await world.start(snapshot.id);
    let stopping = false;
    const stop = tools((task) => {
      stopping = true;
      return perfectAnswer(task);
    });
    await runEvaluation(id, stop, { lastTry: false, stopping: () => stopping });
    expect(await world.shown(id)).toMatchObject({ status: 'running', progress: { scored: 1 } });
    expect(await waitingEvaluations(world.installation.db)).toContain(id);

    let asked = 0;
    const cancelling = tools(perfectAnswer, {
      engine: () => ({
        start: async () => undefined,
        score: async (task) => {
          asked += 1;
          await cancelEvaluation(world.engineer, { id });
          return perfectAnswer(task);
        },
      }),
    });
    await runEvaluation(id, cancelling, TRY);
    expect(asked).toBe(1);
    const cancelled = await world.shown(id);
    expect(cancelled).toMatchObject({ status: 'cancelled', progress: { scored: 1 }, summary: null });
    const { name: by } = world.engineer;
    expect(cancelled).toMatchObject({ error: `Cancelled by ${by}.`, reason: { code: 'cancelled', by } });
    await runEvaluation(id, cancelling, TRY);
    expect(asked).toBe(1);
    await cancelEvaluation(world.engineer, { id });
  });

  it('names a formula that cannot be scored, and goes on', async () => {
    const snapshot = await world.snapshotOf('test', 'test', 'test');
    const bad = snapshot.formulas[1]!;
    const id = await world.evaluated(snapshot.id, (task) => {
      if (new TextDecoder().decode(task.image) === bad.imageHash)
        throw new AppError('inference_failed', 'The models failed on this image.');
      return perfectAnswer(task);
    });
    const { status, progress, unscored, summary } = await world.shown(id);
    expect({ status, progress, formulas: summary!.formulas }).toEqual({
      status: 'done',
      progress: { total: 3, scored: 2, unscored: 1 },
      formulas: 2,
    });
    const failed = { code: 'inference_failed', message: 'The models failed on this image.' };
    expect(unscored).toEqual([{ formulaId: bad.id, name: expect.any(String) as string, reason: failed }]);
  });

  it('fails with the reason when a candidate cannot be opened, or nothing can be scored', async () => {
    const snapshot = await world.snapshotOf('test');
    const first = await world.start(snapshot.id);
    const missing = tools(perfectAnswer, {
      folders: async () => {
        throw new AppError('broken_file', 'The stored model of mine is damaged.');
      },
    });
    await runEvaluation(first.id, missing, TRY);
    expect(await world.shown(first.id)).toMatchObject({
      status: 'failed',
      error: 'The stored model of mine is damaged.',
      reason: { code: 'failed', failure: { code: 'broken_file' } },
    });

    // Models that do not open may open at another try; after the last one there is none.
    const second = await world.start(snapshot.id);
    const closed = tools(perfectAnswer, {
      engine: () => ({
        start: () => Promise.reject(new AppError('not_ready', 'model.onnx cannot be opened.')),
        score: () => Promise.reject(new Error('not asked')),
      }),
    });
    await expect(runEvaluation(second.id, closed, TRY)).rejects.toMatchObject({ code: 'not_ready' });
    expect(await world.shown(second.id)).toMatchObject({ status: 'running' });
    await runEvaluation(second.id, closed, { ...TRY, lastTry: true });
    expect(await world.shown(second.id)).toMatchObject({
      status: 'failed',
      error: 'model.onnx cannot be opened.',
    });

    const third = await world.evaluated(snapshot.id, () => {
      throw new AppError('inference_failed', 'The models failed on this image.');
    });
    const failed = await world.shown(third);
    expect(failed).toMatchObject({ status: 'failed', progress: { unscored: 1 } });
    expect(failed.error).toContain('The models failed on this image.');
    expect(failed.reason).toMatchObject({
      code: 'none_scored',
      first: { failure: { code: 'inference_failed', message: 'The models failed on this image.' } },
    });
    await expect(cancelEvaluation(world.engineer, { id: third })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('waits for people before each formula', async () => {
    const snapshot = await world.snapshotOf('test', 'test');
    const { id } = await world.start(snapshot.id);
    const order: string[] = [];
    await runEvaluation(
      id,
      tools(
        (task) => {
          order.push('scored');
          return perfectAnswer(task);
        },
        { whenIdle: async () => void order.push('idle') },
      ),
      TRY,
    );
    expect(order).toEqual(['idle', 'scored', 'idle', 'scored']);
  });
});
