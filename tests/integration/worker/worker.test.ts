import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDb } from '@/lib/db/client';
import { predictionTask, waitingForPrediction } from '@/lib/db/prediction-tasks';
import { STAGES } from '@/lib/domain/stages';
import { PROJECT_ROOT, setEnv } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { explainFormula, inferenceHealth, predictFormula } from '@/lib/inference';
import { closeSender, enqueuePreannotation } from '@/lib/jobs';
import { startWorker, type Worker } from '@/lib/jobs/worker/worker';
import { settlePrediction } from '@/lib/server/candidates/settle-prediction';
import { recordPredictionFailure, storePrediction } from '@/lib/server/predictions/store-prediction';
import { secret } from '@/lib/auth/secrets';
import { EnginePool } from '@/models/runtime/engine-pool';
import { makeFormula, makeProject } from '@/tests/support/builders';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { frameOfSquares, SQUARE_MODELS } from '@/tests/support/squares';

let database: TestDatabase;
let home: string;
let project: { id: string };
let worker: Worker | null = null;
/** What the fixture's models are called. */
const SQUARES = Object.fromEntries(STAGES.map((stage) => [stage, 'squares@1']));
/** Id of the only candidate there is. */
const ALIGNER = '00000000-0000-4000-8000-00000000a119';
/** Image bytes by the hash that a formula names; what is not in here is not in storage. */
const images = new Map<string, Uint8Array>();

beforeAll(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(path.join(tmpdir(), 'worker-'));
  setEnv({ FORMULARY_HOME: home, DATABASE_URL: database.url });
  project = await makeProject(database.db);
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(async () => {
  await closeSender();
  await database.drop();
  await rm(home, { recursive: true });
});

async function start(): Promise<Worker> {
  worker = await startWorker({
    pool: new EnginePool({ weights: SQUARE_MODELS, threads: 1 }),
    folders: async (ids) => {
      if (ids.aligner && ids.aligner !== ALIGNER)
        throw new AppError('not_found', 'There is no such candidate.');
      return ids.aligner ? { aligner: path.join(SQUARE_MODELS, 'aligner', 'squares') } : {};
    },
    connectionString: database.url,
    token: secret('inference'),
    task: (id) => predictionTask(database.db, id),
    waiting: (limit, after) => waitingForPrediction(database.db, limit, after),
    readImage: async (hash) => {
      const bytes = images.get(hash);
      if (!bytes) throw new AppError('not_found', 'This file is not in storage.');
      return bytes;
    },
    release: async () => ({ state: null, folders: {}, speakers: SQUARES }),
    settle: (formulaId, { speakers, state }) => settlePrediction({ formulaId, speakers, release: state }),
    store: (formulaId, prediction, release) => storePrediction({ formulaId, prediction, release }),
    fail: (formulaId, reason, release) => recordPredictionFailure({ formulaId, reason, release }),
  });
  return worker;
}

/** A formula that waits for its prediction. */
async function waitingFormula(image: Uint8Array | null): Promise<string> {
  const { id, imageHash } = await makeFormula(database.db, { projectId: project.id, state: 'importing' });
  await database.db.formula.update({ where: { id }, data: { predictionStatus: 'pending' } });
  if (image) images.set(imageHash, image);
  return id;
}

const formula = (id: string) =>
  database.db.formula.findUniqueOrThrow({
    where: { id },
    select: {
      state: true,
      predictionStatus: true,
      predictionError: true,
      predictions: { select: { content: true } },
    },
  });
const outcome = (id: string) =>
  expect.poll(async () => (await formula(id)).predictionStatus, { timeout: 30_000, interval: 100 });
const squares = () =>
  frameOfSquares([
    { x: 38, y: 78 },
    { x: 98, y: 34 },
  ]);

describe('the worker', () => {
  it('pre-annotates what waits; what fails says why and stays workable; the others go on', async () => {
    const good = await waitingFormula(await squares());
    const broken = await waitingFormula(Buffer.from('no image at all'));
    const lost = await waitingFormula(null);
    const last = await waitingFormula(await squares());
    await enqueuePreannotation([good, broken, lost, last]);
    await start();
    for (const id of [good, last]) await outcome(id).toBe('done');
    await outcome(broken).toBe('failed');
    await outcome(lost).toBe('failed');
    expect(await formula(good)).toMatchObject({
      state: 'ready',
      predictionStatus: 'done',
      predictions: [{ content: { latex: 'x ^ { x }' } }],
    });
    expect(await formula(broken)).toMatchObject({
      state: 'ready',
      predictionStatus: 'failed',
      predictionError: { code: expect.any(String), message: expect.stringContaining('not an image') },
    });
    expect(await formula(lost)).toMatchObject({
      state: 'ready',
      predictionError: { code: 'not_found', message: 'This file is not in storage.' },
    });
  });

  it('finds what waits although nobody asked for it, and predicts once what was asked for twice', async () => {
    const forgotten = await waitingFormula(await squares());
    const twice = await waitingFormula(await squares());
    await enqueuePreannotation([twice]);
    await enqueuePreannotation([twice, twice]);
    await start();
    await outcome(forgotten).toBe('done');
    await outcome(twice).toBe('done');
    await expect.poll(async () => jobsLeft(), { timeout: 50_000 }).toBe(0);
    expect((await formula(twice)).predictions).toHaveLength(1);
  });

  it('answers people while it works, and says how it is', async () => {
    const running = await start();
    await expect
      .poll(async () => (await inferenceHealth()).models, { timeout: 20_000 })
      .toMatchObject({ detector: 'squares@1' });
    await expect.poll(async () => (await inferenceHealth()).queue, { timeout: 20_000 }).toBe(true);
    const hash = 'c'.repeat(64);
    images.set(hash, await squares());
    expect((await predictFormula({ imageHash: hash })).prediction.latex).toBe('x ^ { x }');
    await running.stop();
    worker = null;
    await expect(inferenceHealth()).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('explains what each stage saw, by the candidates that were asked for', async () => {
    await start();
    const hash = 'd'.repeat(64);
    images.set(hash, await squares());
    await expect.poll(async () => (await inferenceHealth()).models, { timeout: 20_000 }).not.toBeNull();
    const explained = await explainFormula({ imageHash: hash, candidates: { aligner: ALIGNER } });
    expect(explained.prediction.latex).toBe('x ^ { x }');
    expect(explained.stages.detector?.maps.map(({ group }) => group)).toEqual(['radical', 'bar', 'other']);
    expect(explained.stages.converter?.tokens.map(({ rule }) => rule)).toContain('superscript');
    const unknown = { recognizer: ALIGNER, aligner: '00000000-0000-4000-8000-000000000000' };
    await expect(explainFormula({ imageHash: hash, candidates: unknown })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('goes on when the database went away and came back', async () => {
    const running = await start();
    await expect.poll(() => running.health().queue, { timeout: 20_000 }).toBe(true);
    const name = new URL(database.url).pathname.slice(1);
    const admin = openDb(inject('postgresUrl'), 1);
    try {
      const id = await waitingFormula(await squares());
      await admin.$executeRawUnsafe(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await admin.$executeRawUnsafe(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
      );
      await expect.poll(() => running.health().queue, { timeout: 30_000 }).toBe(false);
      await admin.$executeRawUnsafe(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await expect.poll(() => running.health().queue, { timeout: 30_000 }).toBe(true);
      await outcome(id).toBe('done');
    } finally {
      await admin.$executeRawUnsafe(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await admin.$disconnect();
    }
  });
});

describe('the worker process', () => {
  it('serves until it is told to stop, and leaves nothing running', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', path.join(PROJECT_ROOT, 'lib', 'jobs', 'worker.ts')],
      {
        cwd: PROJECT_ROOT,
        env: { ...process.env, FORMULARY_HOME: home, DATABASE_URL: database.url, LOG_LEVEL: 'fatal' },
        stdio: 'ignore',
      },
    );
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await expect
      .poll(async () => (await inferenceHealth().catch(() => null))?.queue, { timeout: 30_000 })
      .toBe(true);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(inferenceHealth()).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('says what it needs', async () => {
    const { DATABASE_URL: _, ...rest } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/jobs/worker.ts'], {
      cwd: PROJECT_ROOT,
      env: { ...rest, FORMULARY_HOME: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2);
    expect(said).toContain('DATABASE_URL');
  });
});

async function jobsLeft(): Promise<number> {
  const rows = await database.db.$queryRaw<{ left: bigint }[]>`
    SELECT count(*) AS left FROM pgboss.job WHERE name = 'preannotate' AND state IN ('created', 'retry', 'active')`;
  return Number(rows[0]!.left);
}
