import { beforeEach, describe, expect, it } from 'vitest';
import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { PredictionTask } from '@/lib/db/prediction-tasks';
import { AppError } from '@/lib/errors';
import { preannotate } from '@/lib/jobs/definitions';
import {
  preannotateFormula,
  type PreannotateTools,
  type ProjectRelease,
} from '@/lib/jobs/handlers/preannotate';

const ID = '6f1d2f0e-3f52-4f4e-9f0d-0d8a6a1c9b11';
const prediction: Prediction = {
  symbols: [],
  lines: [],
  latex: 'x',
  latexConfidence: null,
  timingsMs: {},
  candidates: {},
};

const PROJECT = '0c0c9a8e-6a2c-4dd7-8a51-6d2f5f4f4c77';
const release: ProjectRelease = { state: 'r1', folders: { detector: '/own' }, speakers: { detector: 'd@2' } };
const first = { lastTry: false };
const last = { lastTry: true };

let task: PredictionTask | null;
let settled: boolean;
let told: string[];
let tools: PreannotateTools;
beforeEach(() => {
  task = { formulaId: ID, projectId: PROJECT, imageHash: 'h', status: 'pending' };
  settled = false;
  told = [];
  tools = {
    task: async () => task,
    release: async (id) => (id === PROJECT ? release : Promise.reject(new Error('another project'))),
    settle: async () => settled,
    readImage: async () => Buffer.from('image'),
    predict: async () => ({ prediction, width: 1, height: 1 }),
    store: async (id, said, asked) => void told.push(`stored ${id} ${said.latex} of ${asked}`),
    fail: async (id, { code, message }, asked) =>
      void told.push(`failed ${id} ${code}: ${message} of ${asked}`),
  };
});

describe('the pre-annotation of a formula', () => {
  it('stores what the models said', async () => {
    await preannotateFormula(ID, tools, first);
    expect(told).toEqual([`stored ${ID} x of r1`]);
  });

  it('asks the candidates of the formula’s project', async () => {
    const asked: ProjectRelease[] = [];
    tools.predict = async (_, by) => {
      asked.push(by);
      return { prediction, width: 1, height: 1 };
    };
    await preannotateFormula(ID, tools, first);
    expect(asked).toEqual([release]);
  });

  it('settles by the release that it would ask, with the state in which that was in use', async () => {
    const asked: unknown[] = [];
    tools.settle = async (...by) => {
      asked.push(by);
      return true;
    };
    await preannotateFormula(ID, tools, first);
    expect(asked).toEqual([[ID, release]]);
  });

  it('asks nobody about a formula that is settled without the models', async () => {
    settled = true;
    await preannotateFormula(ID, tools, first);
    expect(told).toEqual([]);
  });

  it('leaves alone what no longer waits, so that a job may come twice', async () => {
    for (const status of ['done', 'failed'] as const) {
      task = { formulaId: ID, projectId: PROJECT, imageHash: 'h', status };
      await preannotateFormula(ID, tools, first);
    }
    task = null;
    await preannotateFormula(ID, tools, first);
    expect(told).toEqual([]);
  });

  it('records an image that the models cannot take, with the reason', async () => {
    tools.predict = () => Promise.reject(new AppError('inference_failed', 'crashed on it'));
    await preannotateFormula(ID, tools, first);
    expect(told).toEqual([`failed ${ID} inference_failed: crashed on it of r1`]);
  });

  it('throws what another try may mend, and records nothing', async () => {
    tools.predict = () => Promise.reject(new AppError('not_ready', 'being replaced'));
    await expect(preannotateFormula(ID, tools, first)).rejects.toMatchObject({ code: 'not_ready' });
    tools.predict = async () => ({ prediction, width: 1, height: 1 });
    tools.store = () => Promise.reject(new Error('connection lost'));
    await expect(preannotateFormula(ID, tools, first)).rejects.toThrow('connection lost');
    expect(told).toEqual([]);
  });

  it('gives up what keeps breaking unexpectedly, so that the formula becomes workable and says so', async () => {
    tools.store = () => Promise.reject(new Error('duplicate key value in "Symbol"'));
    await preannotateFormula(ID, tools, last);
    expect(told).toEqual([
      expect.stringMatching(/^failed \S+ internal: Something went wrong on our side\. Error id .* of r1$/),
    ]);
  });

  it('never gives up because the models are away, not even at the last try', async () => {
    tools.predict = () => Promise.reject(new AppError('not_ready', 'cannot be opened'));
    await expect(preannotateFormula(ID, tools, last)).rejects.toMatchObject({ code: 'not_ready' });
    expect(told).toEqual([]);
  });

  it('is asked for by id alone', () => {
    expect(preannotate.schema.safeParse({ formulaId: ID }).success).toBe(true);
    expect(preannotate.schema.safeParse({ formulaId: ID, imageHash: 'h' }).success).toBe(false);
    expect(preannotate.schema.safeParse({ formulaId: '1; drop table' }).success).toBe(false);
  });
});
