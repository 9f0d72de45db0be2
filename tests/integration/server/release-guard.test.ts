import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/permissions';
import type { GuardReport } from '@/lib/domain/release/types';
import type { Stage } from '@/lib/domain/stages';
import type { AppError } from '@/lib/errors';
import { runEvaluation } from '@/lib/jobs/handlers/evaluate';
import { guardRelease } from '@/lib/server/candidates/guard';
import { listReleases } from '@/lib/server/candidates/list-releases';
import { releaseCandidate } from '@/lib/server/candidates/release';
import { stagesInUse } from '@/lib/server/candidates/release-in-use';
import { startEvaluation } from '@/lib/server/evaluations/start';
import type { ScoreAnswer, ScoreTask } from '@/models/runtime/engine-protocol';
import { makePerson, makeProject } from '@/tests/support/builders';
import { majorityAnswer, makeSnapshot, perfectAnswer } from '@/tests/support/evaluations';
import { makeCandidate } from '@/tests/support/releases';
import { createInstallation, type Installation } from '@/tests/support/scratch';

/** What stands between a candidate and its release: evaluations of it beside what is in use. */

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

const candidateFor = (stage: Stage, bytes = 0) =>
  makeCandidate(installation.db, { projectId: project.id, stage, bytes });
const release = (candidateId: string, because?: string) =>
  releaseCandidate(engineer, { project: project.slug, candidateId, note: 'Try it.', because });
const history = () => listReleases(engineer, { project: project.slug });
const inUse = async (stage: Stage) => (await stagesInUse(installation.db, project.id))[stage];
const UNTESTED = 'Nobody has measured it yet.';

const evaluate = async (
  snapshotId: string,
  candidates: Partial<Record<Stage, string>>,
  answer: (task: ScoreTask) => ScoreAnswer,
  split: 'test' | 'val' = 'test',
) => {
  const asked = { project: project.slug, snapshotId, candidates, split };
  const { id } = await startEvaluation(engineer, asked);
  const tools = {
    folders: async () => ({}),
    engine: () => ({
      start: async () => undefined,
      score: async (task: ScoreTask) => answer(task),
    }),
    readImage: async (hash: string) => new TextEncoder().encode(hash),
    whenIdle: async () => undefined,
  };
  await runEvaluation(id, tools, { lastTry: false, stopping: () => false });
  return id;
};
const snapshotOf = (count: number, split: 'test' | 'val' = 'test') =>
  makeSnapshot(installation.db, {
    projectId: project.id,
    userId: engineer.userId,
    splits: Array<'test' | 'val'>(count).fill(split),
  });
const guard = (candidateId: string) => guardRelease(engineer, { project: project.slug, candidateId });
const verdictOf = (report: GuardReport, kind: string, key: string) =>
  report.values.find((value) => value.kind === kind && value.key === key)?.verdict;

describe('the guard', () => {
  it('keeps a candidate back that loses, class by class, and says what it loses', async () => {
    const snapshot = await snapshotOf(12);
    const majority = await candidateFor('recognizer');
    const a = await evaluate(snapshot.id, {}, perfectAnswer);
    const b = await evaluate(snapshot.id, { recognizer: majority.id }, majorityAnswer);
    const report = await guard(majority.id);
    expect(report.evidence).toEqual({
      snapshot: { id: snapshot.id, name: snapshot.name },
      split: 'test',
      inUse: a,
      candidate: b,
      formulas: 12,
      otherStages: 'in_use',
    });
    expect(verdictOf(report, 'class', 'x')).toBe('lost');
    expect(verdictOf(report, 'class', '2')).toBe('lost');
    expect(verdictOf(report, 'metric', 'zeroTouch')).toBe('lost');
    expect(report.values.find(({ key }) => key === 'x')).toMatchObject({
      support: 12,
      inUse: 1,
      candidate: 0,
      difference: { value: -1, low: -1, high: -1 },
    });
    expect(verdictOf(report, 'latency', 'p50')).toBe('no_difference');
    expect(report.needsReason).toBe(true);

    const refused = await release(majority.id).catch((error: AppError) => error);
    expect(refused).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/Beside crohme-2@\S+, which is in use, it loses on .*exprate/),
    });
    expect(await inUse('recognizer')).toMatchObject({ shipped: true });
    await release(majority.id, 'To see what people say.');
    expect((await history())[0]).toMatchObject({ because: 'To see what people say.', guard: report });
  });

  it('lets a candidate through that loses nothing, and keeps no reason that nobody needed', async () => {
    const snapshot = await snapshotOf(12);
    const majority = await candidateFor('recognizer');
    const perfect = await candidateFor('recognizer');
    await release(majority.id, UNTESTED);
    await evaluate(snapshot.id, {}, majorityAnswer);
    await evaluate(snapshot.id, { recognizer: perfect.id }, perfectAnswer);
    const report = await guard(perfect.id);
    expect(verdictOf(report, 'class', 'x')).toBe('won');
    expect(report.needsReason).toBe(false);
    await release(perfect.id, 'because it is better');
    expect((await history())[0]).toMatchObject({ candidate: { id: perfect.id }, because: null });
  });

  it('knows nothing from another split, snapshot or project, nor from what is not finished', async () => {
    const mine = await candidateFor('recognizer');
    await evaluate((await snapshotOf(3)).id, {}, perfectAnswer);
    const other = await snapshotOf(3);
    await evaluate(other.id, { recognizer: mine.id }, perfectAnswer);
    await startEvaluation(engineer, { project: project.slug, snapshotId: other.id });
    expect(await guard(mine.id)).toMatchObject({ evidence: null, needsReason: true });
  });

  it('asks for a reason where candidates were measured on what they are chosen by', async () => {
    const snapshot = await snapshotOf(12, 'val');
    const mine = await candidateFor('recognizer');
    await evaluate(snapshot.id, {}, perfectAnswer, 'val');
    await evaluate(snapshot.id, { recognizer: mine.id }, perfectAnswer, 'val');
    const report = await guard(mine.id);
    expect(report.values.some(({ verdict }) => verdict === 'lost' || verdict === 'unknown')).toBe(false);
    expect(report).toMatchObject({
      warnings: [{ code: 'not_test_split', split: 'val' }],
      needsReason: true,
    });
    await expect(release(mine.id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('on split val only') as string,
    });
    await release(mine.id, 'There is no test split yet.');
    expect((await history())[0]).toMatchObject({ because: 'There is no test split yet.' });
  });

  it('says when a candidate was tuned on what it is measured on', async () => {
    const snapshot = await snapshotOf(12, 'val');
    const mine = await candidateFor('recognizer');
    const { card } = await installation.db.candidate.findUniqueOrThrow({ where: { id: mine.id } });
    const { name, contentHash } = snapshot;
    const data = { name, snapshot: { name, contentHash } };
    await installation.db.candidate.update({
      where: { id: mine.id },
      data: { card: { ...(card as object), data } },
    });
    await evaluate(snapshot.id, {}, perfectAnswer, 'val');
    await evaluate(snapshot.id, { recognizer: mine.id }, perfectAnswer, 'val');
    expect((await guard(mine.id)).warnings).toContainEqual({ code: 'trained_on_these', formulas: 12 });
  });

  it('of two together says what either loses, and what is everybody’s only once', async () => {
    const snapshot = await snapshotOf(12);
    const [recognizer, converter] = [await candidateFor('recognizer'), await candidateFor('converter')];
    await evaluate(snapshot.id, {}, perfectAnswer);
    const both = { recognizer: recognizer.id, converter: converter.id };
    await evaluate(snapshot.id, both, majorityAnswer);
    const report = await guardRelease(engineer, {
      project: project.slug,
      candidateId: converter.id,
      together: [recognizer.id],
    });
    expect(report).toMatchObject({ stage: 'converter', needsReason: true });
    expect(report.values).toContainEqual(
      expect.objectContaining({ kind: 'class', group: 'recognizer', key: 'x', verdict: 'lost' }),
    );
    const about = report.values.map(({ kind, group, key }) => `${kind} ${group} ${key}`);
    expect(new Set(about).size).toBe(about.length);
  });

  it('says when all four together are larger than a release should be', async () => {
    const heavy = await candidateFor('aligner', 40_000_000);
    const { warnings } = await guard(heavy.id);
    expect(warnings).toEqual([
      { code: 'weights_too_large', bytes: expect.any(Number) as number, limit: 30_000_000 },
    ]);
    const light = await candidateFor('aligner', 1000);
    expect((await guard(light.id)).warnings).toEqual([]);
  });
});
