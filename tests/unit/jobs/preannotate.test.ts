import { beforeEach, describe, expect, it } from 'vitest';
import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { PredictionTask } from '@/lib/db/prediction-tasks';
import { AppError } from '@/lib/errors';
import { preannotate } from '@/lib/jobs/definitions';
import { preannotateFormula, type PreannotateTools } from '@/lib/jobs/handlers/preannotate';

const ID = '6f1d2f0e-3f52-4f4e-9f0d-0d8a6a1c9b11';
const prediction: Prediction = {
  symbols: [],
  lines: [],
  latex: 'x',
  latexConfidence: null,
  timingsMs: {},
  candidates: {},
};

const first = { lastTry: false };
const last = { lastTry: true };

let task: PredictionTask | null;
let told: string[];
let tools: PreannotateTools;
beforeEach(() => {
  task = { formulaId: ID, imageHash: 'h', status: 'pending' };
  told = [];
  tools = {
    task: async () => task,
    readImage: async () => Buffer.from('image'),
    predict: async () => ({ prediction, width: 1, height: 1 }),
    store: async (id, said) => void told.push(`stored ${id} ${said.latex}`),
    fail: async (id, reason) => void told.push(`failed ${id} ${reason}`),
  };
});

describe('the pre-annotation of a formula', () => {
  it('stores what the models said', async () => {
    await preannotateFormula(ID, tools, first);
    expect(told).toEqual([`stored ${ID} x`]);
  });

  it('leaves alone what no longer waits, so that a job may come twice', async () => {
    for (const status of ['done', 'failed'] as const) {
      task = { formulaId: ID, imageHash: 'h', status };
      await preannotateFormula(ID, tools, first);
    }
    task = null;
    await preannotateFormula(ID, tools, first);
    expect(told).toEqual([]);
  });

  it('records an image that the models cannot take, with the reason', async () => {
    tools.predict = () => Promise.reject(new AppError('inference_failed', 'crashed on it'));
    await preannotateFormula(ID, tools, first);
    expect(told).toEqual([`failed ${ID} crashed on it`]);
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
    expect(told).toEqual([expect.stringMatching(/^failed \S+ Something went wrong on our side\. Error id /)]);
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
