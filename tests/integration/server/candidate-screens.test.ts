import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Explanation } from '@/lib/domain/explanation';
import type { Actor } from '@/lib/domain/permissions';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { publishAddress, withdrawAddress } from '@/lib/inference/address';
import { runEvaluation } from '@/lib/jobs/handlers/evaluate';
import { stagesInUse } from '@/lib/server/candidates/release-in-use';
import { listCandidateNumbers } from '@/lib/server/evaluations/candidate-numbers';
import { explainFormula, showExplainable } from '@/lib/server/evaluations/explain-formula';
import { startEvaluation } from '@/lib/server/evaluations/start';
import type { ScoreAnswer, ScoreTask } from '@/models/runtime/engine-protocol';
import { makeFormula, makePerson, makeProject } from '@/tests/support/builders';
import { majorityAnswer, makeSnapshot, perfectAnswer } from '@/tests/support/evaluations';
import { makeCandidate } from '@/tests/support/releases';
import { createInstallation, type Installation } from '@/tests/support/scratch';

/** What the screens of candidates ask for: their numbers side by side, and what they saw of a formula. */
let installation: Installation;
let project: { id: string; slug: string };
let engineer: Actor;

beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.drop());
beforeEach(async () => {
  project = await makeProject(installation.db);
  engineer = await makePerson(installation.db, { roles: ['engineer'], projectId: project.id });
});

describe('the main number of each candidate', () => {
  const evaluate = async (
    snapshotId: string,
    candidates: Partial<Record<Stage, string>>,
    answer: (task: ScoreTask) => ScoreAnswer,
  ) => {
    const { id } = await startEvaluation(engineer, { project: project.slug, snapshotId, candidates });
    const tools = {
      folders: async () => ({}),
      engine: () => ({ start: async () => undefined, score: async (task: ScoreTask) => answer(task) }),
      readImage: async (hash: string) => new TextEncoder().encode(hash),
      whenIdle: async () => undefined,
    };
    await runEvaluation(id, tools, { lastTry: false, stopping: () => false });
    return id;
  };
  const snapshotOf = (formulas: number, name: string) =>
    makeSnapshot(installation.db, {
      projectId: project.id,
      userId: engineer.userId,
      splits: Array.from({ length: formulas }, () => 'test' as const),
      name,
    });

  it('stands beside that of the one in use on the same formulas, with its interval', async () => {
    const majority = await makeCandidate(installation.db, { projectId: project.id, stage: 'recognizer' });
    const shared = await snapshotOf(6, `shared ${project.slug}`);
    const inUse = await evaluate(shared.id, {}, perfectAnswer);
    const own = await evaluate(shared.id, { recognizer: majority.id }, majorityAnswer);
    const numbers = await listCandidateNumbers(engineer, { project: project.slug });
    expect(numbers[majority.id]).toMatchObject({
      own: {
        evaluationId: own,
        formulas: 6,
        split: 'test',
        leaked: false,
        value: { value: 0, low: 0, high: 0 },
      },
      inUse: { evaluationId: inUse, snapshot: { id: shared.id }, value: { value: 1, low: 1, high: 1 } },
    });
    const { recognizer, detector } = await stagesInUse(installation.db, project.id);
    expect(numbers[recognizer.id]?.own.evaluationId).toBe(inUse);
    // The detector took part in both; its newest counts.
    expect(numbers[detector.id]?.own.evaluationId).toBe(own);
  });

  it('stands alone where the one in use was measured elsewhere; what was never measured has none', async () => {
    const mine = await makeCandidate(installation.db, { projectId: project.id, stage: 'recognizer' });
    const never = await makeCandidate(installation.db, { projectId: project.id, stage: 'recognizer' });
    await evaluate((await snapshotOf(3, `elsewhere ${project.slug}`)).id, {}, perfectAnswer);
    const alone = await snapshotOf(3, `alone ${project.slug}`);
    await evaluate(alone.id, { recognizer: mine.id }, perfectAnswer);
    await startEvaluation(engineer, {
      project: project.slug,
      snapshotId: alone.id,
      candidates: { recognizer: never.id },
    });
    const numbers = await listCandidateNumbers(engineer, { project: project.slug });
    expect(numbers[mine.id]).toMatchObject({ own: { value: { value: 1 } }, inUse: null });
    expect(numbers[never.id]).toBeUndefined();
  });

  it('is for leads and engineers', async () => {
    const annotator = await makePerson(installation.db, { roles: ['annotator'], projectId: project.id });
    const asked = listCandidateNumbers(annotator, { project: project.slug });
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
  });
});

const EXPLANATION: Explanation = {
  width: 200,
  height: 100,
  frame: { width: 256, height: 128, scale: 1, originX: 0, originY: 0, offset: 0, blank: true },
  prediction: {
    symbols: [],
    lines: [],
    latex: '',
    latexConfidence: null,
    timingsMs: {},
    candidates: {},
  },
  stages: { detector: null, recognizer: null, aligner: null, converter: null },
  steps: [],
};

describe('what the models saw of a formula', () => {
  let worker: Server;
  let asked: unknown[];

  /** A worker that answers everything with one explanation, and keeps what it was asked. */
  beforeEach(async () => {
    asked = [];
    worker = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        asked.push(JSON.parse(Buffer.concat(parts).toString('utf8')));
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(EXPLANATION));
      });
    });
    worker.listen(0, '127.0.0.1');
    await once(worker, 'listening');
    await publishAddress(`http://127.0.0.1:${(worker.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    await withdrawAddress();
    worker.closeAllConnections();
    if (worker.listening) await new Promise((resolve) => worker.close(resolve));
  });

  const formulaOf = () => makeFormula(installation.db, { projectId: project.id });
  const explain = (formulaId: string, candidates: Partial<Record<Stage, string>> = {}, actor = engineer) =>
    explainFormula(actor, { formulaId, candidates });

  it('is asked of the candidates that are named, and of those in use for the other stages', async () => {
    const formula = await formulaOf();
    const mine = await makeCandidate(installation.db, { projectId: project.id, stage: 'aligner' });
    await expect(explain(formula.id, { aligner: mine.id })).resolves.toEqual(EXPLANATION);
    const used = await stagesInUse(installation.db, project.id);
    const ids = Object.fromEntries(STAGES.map((stage) => [stage, used[stage].id]));
    expect(asked).toEqual([{ imageHash: formula.imageHash, candidates: { ...ids, aligner: mine.id } }]);
  });

  it('is refused for a candidate of another project or stage before any model is asked', async () => {
    const formula = await formulaOf();
    const elsewhere = await makeProject(installation.db);
    const foreign = await makeCandidate(installation.db, { projectId: elsewhere.id, stage: 'aligner' });
    const mine = await makeCandidate(installation.db, { projectId: project.id, stage: 'aligner' });
    const both = { ...engineer, isAdministrator: true };
    await expect(explain(formula.id, { aligner: foreign.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(explain(formula.id, { aligner: foreign.id }, both)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(explain(formula.id, { aligner: 'no id' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(explain(formula.id, { detector: mine.id })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('of the aligner, not of the detector') as string,
    });
    expect(asked).toEqual([]);
  });

  it('is not for an annotator, not even of what they hold; nor for people of other projects', async () => {
    const annotator = await makePerson(installation.db, { roles: ['annotator'], projectId: project.id });
    const formula = await makeFormula(installation.db, {
      projectId: project.id,
      assigneeId: annotator.userId,
    });
    const elsewhere = await makeProject(installation.db);
    const stranger = await makePerson(installation.db, { roles: ['engineer'], projectId: elsewhere.id });
    await expect(explain(formula.id, {}, annotator)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(showExplainable(annotator, { formulaId: formula.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(explain(formula.id, {}, stranger)).rejects.toMatchObject({ code: 'not_found' });
    const lead = await makePerson(installation.db, { roles: ['lead'], projectId: project.id });
    await expect(showExplainable(lead, { formulaId: formula.id })).resolves.toMatchObject({
      id: formula.id,
      imageUrl: `/api/v1/images/${formula.imageHash}`,
    });
    expect(asked).toEqual([]);
  });

  it('is not ready while no worker answers', async () => {
    const formula = await formulaOf();
    await new Promise((resolve) => worker.close(resolve));
    await expect(explain(formula.id)).rejects.toMatchObject({ code: 'not_ready' });
  });
});
