import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { annotationFromPrediction } from '@/lib/domain/annotation/prediction';
import { ExplanationSchema } from '@/lib/domain/explanation';
import { PROJECT_ROOT } from '@/lib/env';
import { Engine, type EngineOptions } from '@/models/runtime/engine';
import { frameOfSquares, SQUARE_MODELS } from '../../support/squares';

const MOODY = path.join(PROJECT_ROOT, 'tests', 'fixtures', 'engine', 'moody.mjs');
const opened: Engine[] = [];
const engineWith = (options: EngineOptions) => {
  const engine = new Engine(options);
  opened.push(engine);
  return engine;
};
afterEach(async () => {
  for (const engine of opened.splice(0)) await engine.close();
});

const mood = (text: string) => ({ image: Buffer.from(text) });

describe('models in a process of their own', () => {
  it('answer as the pipeline does', async () => {
    const engine = engineWith({ weights: SQUARE_MODELS, threads: 1 });
    expect(await engine.start()).toMatchObject({ converter: 'rules-1@1' });
    const image = await frameOfSquares([
      { x: 40, y: 80 },
      { x: 100, y: 80 },
    ]);
    const { prediction, width, height } = await engine.predict({ image });
    expect([prediction.latex, width, height]).toEqual(['x x', 768, 128]);
    await expect(engine.predict(mood('no image'))).rejects.toMatchObject({ code: 'unsupported_file' });
  }, 60_000);

  it('answer each of several that wait with its own', async () => {
    const engine = engineWith({ weights: SQUARE_MODELS, threads: 1 });
    const one = await frameOfSquares([{ x: 38, y: 78 }]);
    const two = await frameOfSquares([
      { x: 38, y: 78 },
      { x: 98, y: 78 },
    ]);
    const images = [one, two, Buffer.from('no image'), one, two];
    const answers = await Promise.allSettled(images.map((image) => engine.predict({ image })));
    expect(
      answers.map((answer) =>
        answer.status === 'fulfilled' ? answer.value.prediction.latex : answer.reason.code,
      ),
    ).toEqual(['x', 'x x', 'unsupported_file', 'x', 'x x']);
  }, 60_000);

  it('score a prediction against the truth, and explain one', async () => {
    const engine = engineWith({ weights: SQUARE_MODELS, threads: 1 });
    const image = await frameOfSquares([
      { x: 38, y: 78 },
      { x: 98, y: 78 },
    ]);
    const { prediction } = await engine.predict({ image });
    const truth = annotationFromPrediction(prediction);
    const { scored, timingsMs, rssBytes } = await engine.score({ image, truth, latex: 'x y' });
    expect(scored.gold.latex).toEqual(['x', 'y']);
    expect(scored.predicted.latex).toEqual(['x', 'x']);
    expect(scored.onGold.places).toMatchObject([{ parent: null }, { parent: 's1', relation: 'Right' }]);
    expect(timingsMs.total).toBeGreaterThan(0);
    expect(rssBytes).toBeGreaterThan(10e6);
    await expect(engine.score({ image, truth, latex: '' })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(ExplanationSchema.parse(await engine.explain({ image })).prediction.latex).toBe('x x');
  }, 60_000);

  it('are replaced when one image crashes them; what waits goes on', async () => {
    const engine = engineWith({ program: MOODY });
    const before = await engine.predict(mood('fine'));
    const [crashed, after] = await Promise.allSettled([
      engine.predict(mood('crash')),
      engine.predict(mood('fine')),
    ]);
    expect(crashed).toMatchObject({ status: 'rejected', reason: { code: 'inference_failed' } });
    expect(after).toMatchObject({ status: 'fulfilled', value: { height: 1 } });
    if (after.status === 'fulfilled') expect(after.value.width).not.toBe(before.width);
  });

  it('are replaced when one image hangs them', async () => {
    const engine = engineWith({ program: MOODY, timeoutMs: 300 });
    const [hung, after] = await Promise.allSettled([
      engine.predict(mood('hang')),
      engine.predict(mood('fine')),
    ]);
    expect(hung).toMatchObject({
      status: 'rejected',
      reason: { code: 'inference_failed', message: expect.stringContaining('longer than') },
    });
    expect(after.status).toBe('fulfilled');
  });

  it('answer people before batch work', async () => {
    const engine = engineWith({ program: MOODY });
    const order: string[] = [];
    const ask = (text: string, priority: 'interactive' | 'batch') =>
      engine.predict(mood(text), priority).then(() => order.push(text));
    await Promise.all([
      ask('running', 'batch'),
      ask('batch 1', 'batch'),
      ask('batch 2', 'batch'),
      ask('person', 'interactive'),
    ]);
    expect(order).toEqual(['running', 'person', 'batch 1', 'batch 2']);
  });

  it('refuse one image without dying of it', async () => {
    const engine = engineWith({ program: MOODY });
    const first = await engine.predict(mood('fine'));
    await expect(engine.predict(mood('refuse'))).rejects.toMatchObject({
      code: 'broken_file',
      message: 'refused',
    });
    expect((await engine.predict(mood('fine'))).width).toBe(first.width);
  });

  it('say why they cannot be opened, and that no image is to blame', async () => {
    const engine = engineWith({
      program: MOODY,
      overrides: { mood: 'unable' } as EngineOptions['overrides'],
    });
    await expect(engine.predict(mood('fine'))).rejects.toMatchObject({
      code: 'not_ready',
      message: 'no models here',
    });
    expect(engine.candidates).toBeNull();
    const gone = engineWith({ program: `${MOODY}.not-there` });
    await expect(gone.predict(mood('fine'))).rejects.toMatchObject({ code: 'not_ready' });
    await expect(gone.start()).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('refuse when too much waits, and when they are shut down', async () => {
    const engine = engineWith({ program: MOODY, maxWaiting: 1 });
    const running = engine.predict(mood('fine'));
    const waiting = engine.predict(mood('fine'));
    await expect(engine.predict(mood('fine'))).rejects.toMatchObject({ code: 'not_ready' });
    await Promise.all([running, waiting]);
    await engine.close();
    await expect(engine.predict(mood('fine'))).rejects.toMatchObject({ code: 'not_ready' });
  });
});
