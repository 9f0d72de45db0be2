import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secret } from '@/lib/auth/secrets';
import { emptyAnnotation } from '@/lib/domain/annotation/schema';
import { setEnv } from '@/lib/env';
import { AppError } from '@/lib/errors';
import {
  cascade,
  checkCandidate,
  inferenceHealth,
  predictFormula,
  type CandidateCheck,
  type OfferedCandidate,
} from '@/lib/inference';
import { publishAddress, withdrawAddress } from '@/lib/inference/address';
import { startInferenceServer, type InferenceServer } from '@/lib/jobs/worker/inference-server';
import type { PredictTask } from '@/models/runtime/engine-protocol';

const HASH = 'a'.repeat(64);
const answer = {
  prediction: { symbols: [], lines: [], latex: 'x', latexConfidence: null, timingsMs: {}, candidates: {} },
  width: 30,
  height: 20,
};

let home: string;
let server: InferenceServer;
let asked: PredictTask[];
let predict: (task: PredictTask) => Promise<typeof answer>;
let offers: OfferedCandidate[];
let check: () => Promise<CandidateCheck>;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'inference-'));
  setEnv({ FORMULARY_HOME: home });
});
afterAll(() => rm(home, { recursive: true }));

beforeEach(async () => {
  asked = [];
  predict = async () => answer;
  offers = [];
  check = async () => ({ warnings: ['look twice'] });
  server = await startInferenceServer({
    host: '127.0.0.1',
    port: 0,
    token: secret('inference'),
    readImage: async (hash) => {
      if (hash !== HASH) throw new AppError('not_found', 'This file is not in storage.');
      return Buffer.from('image');
    },
    predict: (task) => {
      asked.push(task);
      return predict(task);
    },
    explain: () => Promise.reject(new AppError('inference_failed', 'nothing to explain')),
    check: (offered) => {
      offers.push(offered);
      return check();
    },
    health: () => ({
      models: { detector: 'd@1' },
      problem: null,
      queue: true,
      startedAt: '2026-01-01T00:00:00.000Z',
    }),
  });
  await publishAddress(server.url);
});
afterEach(async () => {
  await withdrawAddress();
  await server.close();
});

describe('interactive inference', () => {
  it('finds the worker by the address that it published', async () => {
    expect(await predictFormula({ imageHash: HASH })).toEqual(answer);
    expect(asked).toEqual([{ image: Buffer.from('image') }]);
    expect(await inferenceHealth()).toMatchObject({ queue: true, models: { detector: 'd@1' } });
  });

  it('passes on what a person pinned, and which stage changed', async () => {
    const annotation = { ...emptyAnnotation(), label: { latex: 'mine', pinned: true } };
    await cascade({ imageHash: HASH, annotation, changedStage: 'recognizer' });
    expect(asked[0]).toMatchObject({ pins: annotation, changedStage: 'recognizer' });
  });

  it('hands over errors with their code and words', async () => {
    await expect(predictFormula({ imageHash: 'b'.repeat(64) })).rejects.toMatchObject({ code: 'not_found' });
    predict = () => Promise.reject(new AppError('inference_failed', 'took too long'));
    await expect(predictFormula({ imageHash: HASH })).rejects.toMatchObject({
      code: 'inference_failed',
      message: 'took too long',
    });
  });

  it('hands over a candidate to be checked, card and bytes, and the reason why it is refused', async () => {
    const model = new Uint8Array([8, 0, 13, 10, 255]);
    const card = { stage: 'detector', note: '한국어 "\\n"' };
    expect(await checkCandidate({ card, model })).toEqual({ warnings: ['look twice'] });
    await checkCandidate({ card, model: null });
    expect(offers).toEqual([
      { card, model },
      { card, model: null },
    ]);
    check = () => Promise.reject(new AppError('invalid_input', 'It is none.'));
    await expect(checkCandidate({ card, model })).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'It is none.',
    });
  });

  it('shows an unexpected error as an id, not as its words', async () => {
    predict = () => Promise.reject(new Error('/secret/path'));
    await expect(predictFormula({ imageHash: HASH })).rejects.toMatchObject({
      code: 'internal',
      message: expect.not.stringContaining('secret'),
    });
  });

  it('says not_ready while no worker runs', async () => {
    await server.close();
    await expect(predictFormula({ imageHash: HASH })).rejects.toMatchObject({ code: 'not_ready' });
    await withdrawAddress();
    await expect(predictFormula({ imageHash: HASH })).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('answers nobody without the shared secret, on no route', async () => {
    const routes = [
      ['GET', '/health'],
      ['POST', '/predict'],
      ['POST', '/cascade'],
      ['POST', '/explain'],
      ['GET', '/nowhere'],
    ] as const;
    for (const [method, route] of routes) {
      for (const authorization of ['', 'Bearer wrong', secret('inference')]) {
        const response = await fetch(server.url + route, { method, headers: { authorization } });
        expect(response.status, `${method} ${route}`).toBe(401);
      }
    }
    expect(asked).toEqual([]);
  });

  it('refuses what does not fit: no JSON, a wrong shape, too much, an unknown route', async () => {
    const headers = { authorization: `Bearer ${secret('inference')}` };
    const post = (body: string, route = '/predict') =>
      fetch(server.url + route, { method: 'POST', headers, body });
    expect((await post('{')).status).toBe(400);
    expect((await post(JSON.stringify({ imageHash: '../../etc/passwd' }))).status).toBe(400);
    expect((await post(JSON.stringify({ imageHash: HASH, more: 1 }))).status).toBe(400);
    const explain = (candidates: object) => post(JSON.stringify({ imageHash: HASH, candidates }), '/explain');
    expect((await explain({ detector: '../somewhere' })).status).toBe(400);
    expect((await explain({ splitter: '00000000-0000-4000-8000-000000000000' })).status).toBe(400);
    expect((await post('x'.repeat(9_000_000))).status).toBe(413);
    expect((await post('{}', '/nowhere')).status).toBe(404);
  });
});
