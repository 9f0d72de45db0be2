import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runEvaluation } from '@/lib/jobs/handlers/evaluate';
import { EnginePool } from '@/models/runtime/engine-pool';
import { perfectAnswer } from '@/tests/support/evaluations';
import { makeEvaluationWorld, tools, TRY } from '@/tests/support/evaluation-world';
import { frameOfSquares, SQUARE_MODELS } from '@/tests/support/squares';

/** With models in a process of their own: the tiny ones of the fixtures, which see squares. */

let world: Awaited<ReturnType<typeof makeEvaluationWorld>>;
let pool: EnginePool;
let folder: string;

beforeAll(async () => {
  world = await makeEvaluationWorld();
  pool = new EnginePool({ weights: SQUARE_MODELS, threads: 1 });
  folder = await mkdtemp(path.join(tmpdir(), 'formulary-candidate-'));
});
afterAll(async () => {
  await pool.close();
  await world.installation.drop();
  await rm(folder, { recursive: true });
});

const withModels = (recognizer?: string) =>
  tools(perfectAnswer, {
    folders: async () => (recognizer ? { recognizer } : {}),
    engine: (folders) => pool.engine(folders),
    readImage: () => frameOfSquares([{ x: 38, y: 78 }]),
  });

it('scores what the models said, and notes their times and memory', async () => {
  const snapshot = await world.snapshotOf('test', 'test');
  const { id } = await world.start(snapshot.id);
  await runEvaluation(id, withModels(), TRY);
  const { status, summary } = await world.shown(id);
  expect(status).toBe('done');
  expect(summary!.formulas).toBe(2);
  // One square was drawn; the truth has two symbols elsewhere.
  expect(summary!.detector.f1_50).toBe(0);
  expect(summary!.latencyMs.perStage).toMatchObject({ detector: expect.any(Number) as number });
  expect(summary!.memory.peakRss).toBeGreaterThan(20e6);
});

it('fails, and says which candidate it is, when a model cannot be opened', async () => {
  const snapshot = await world.snapshotOf('test');
  const { id } = await world.start(snapshot.id);
  const broken = path.join(folder, 'broken');
  await mkdir(broken);
  await writeFile(path.join(broken, 'card.json'), '{"stage": "recognizer"');
  await writeFile(path.join(broken, 'model.onnx'), 'no model');
  await expect(runEvaluation(id, withModels(broken), TRY)).rejects.toMatchObject({ code: 'not_ready' });
  await runEvaluation(id, withModels(broken), { ...TRY, lastTry: true });
  const { status, error, progress } = await world.shown(id);
  expect({ status, progress }).toEqual({
    status: 'failed',
    progress: { total: 1, scored: 0, unscored: 0 },
  });
  expect(error).toMatch(/card\.json|broken/u);
});
