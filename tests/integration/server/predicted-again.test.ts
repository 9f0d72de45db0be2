import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { releaseState } from '@/lib/db/candidates/releases';
import { retryFailed } from '@/lib/db/formula/prediction';
import { waitingForPrediction } from '@/lib/db/prediction-tasks';
import { releaseLease, takeLease } from '@/lib/db/lease';
import type { Speakers } from '@/lib/domain/annotation/prediction';
import type { Actor } from '@/lib/domain/permissions';
import { STAGES } from '@/lib/domain/stages';
import { releaseCandidate } from '@/lib/server/candidates/release';
import { stagesInUse } from '@/lib/server/candidates/release-in-use';
import { rollbackRelease } from '@/lib/server/candidates/rollback';
import { settlePrediction } from '@/lib/server/candidates/settle-prediction';
import { openFormula } from '@/lib/server/formulas/open-formula';
import { preannotationProgress } from '@/lib/server/predictions/preannotate';
import { saveEdits } from '@/lib/server/edits/save-edits';
import { recordPredictionFailure, storePrediction } from '@/lib/server/predictions/store-prediction';
import {
  makeEdit,
  makeFormula,
  makePerson,
  makeProject,
  relabel,
  squareAnnotation,
} from '@/tests/support/builders';
import { makeCandidate, pinnedAnnotation, predictionBy } from '@/tests/support/releases';
import { createInstallation, type Installation } from '@/tests/support/scratch';

/** What a release means for the formulas that are there already. */

const CRASHED = { code: 'inference_failed', message: 'crashed' } as const;

let installation: Installation;
let project: { id: string; slug: string };
let engineer: Actor;
let annotator: Actor;
let mine: { id: string; ref: string };

beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.drop());
beforeEach(async () => {
  const { db } = installation;
  project = await makeProject(db);
  await db.symbolClass.createMany({ data: ['x', 'y', '2'].map((name) => ({ projectId: project.id, name })) });
  engineer = await makePerson(db, { roles: ['engineer'], projectId: project.id });
  annotator = await makePerson(db, { roles: ['annotator'], projectId: project.id });
  mine = await makeCandidate(db, { projectId: project.id });
});

async function speakers(): Promise<Speakers> {
  const stages = await stagesInUse(installation.db, project.id);
  return Object.fromEntries(STAGES.map((stage) => [stage, stages[stage].ref]));
}
const state = () => releaseState(installation.db, project.id);
const release = (candidateId = mine.id) =>
  releaseCandidate(engineer, {
    project: project.slug,
    candidateId,
    note: 'Try it.',
    because: 'Nobody measured.',
  });
const rollback = () =>
  rollbackRelease(engineer, { project: project.slug, stage: 'converter', note: 'Worse.' });
const progress = () => preannotationProgress(engineer, { project: project.slug });
const waiting = () => waitingForPrediction(installation.db, 1000);

/** What the worker does about a formula, with models that write their own name as LaTeX. */
async function work(formulaId: string): Promise<'settled' | 'asked'> {
  const [candidates, asked] = [await speakers(), await state()];
  if (await settlePrediction({ formulaId, speakers: candidates, release: asked })) return 'settled';
  const prediction = predictionBy(candidates, latexOf(candidates));
  await storePrediction({ formulaId, prediction, release: asked });
  return 'asked';
}
const latexOf = (candidates: Speakers) => (candidates.converter === mine.ref ? 'x^{3}' : 'x^{2}');

/** A formula that shows what the candidates in use say, and that nobody has touched. */
async function predicted(): Promise<string> {
  const { id } = await makeFormula(installation.db, { projectId: project.id, state: 'importing' });
  await installation.db.formula.update({ where: { id }, data: { predictionStatus: 'pending' } });
  expect(await work(id)).toBe('asked');
  return id;
}
const shown = async (id: string) => {
  const row = await installation.db.formula.findUniqueOrThrow({
    where: { id },
    select: {
      state: true,
      predictionStatus: true,
      predictionError: true,
      annotations: { select: { latex: true, version: true } },
      _count: { select: { predictions: true } },
    },
  });
  const { annotations, _count, ...rest } = row;
  return { ...rest, ...annotations[0]!, predictions: _count.predictions };
};
const hold = (id: string, now = new Date()) =>
  takeLease(installation.db, { formulaId: id, userId: annotator.userId, now });
const edit = async (id: string, edits = [relabel('s1', 'x', 'y')]) => {
  await hold(id);
  const annotation = await installation.db.annotation.findFirstOrThrow({ where: { formulaId: id } });
  await saveEdits(annotator, {
    annotationId: annotation.id,
    request: { baseVersion: annotation.version, edits },
  });
};

describe('after a release', () => {
  it('a formula that nobody has touched waits, stays in the queue, and shows what the release says', async () => {
    const id = await predicted();
    expect(await shown(id)).toMatchObject({ state: 'ready', latex: 'x^{2}', predictionStatus: 'done' });
    expect((await release()).again).toBe(1);
    expect(await shown(id)).toMatchObject({ state: 'ready', latex: 'x^{2}', predictionStatus: 'pending' });
    expect(await progress()).toEqual({ waiting: 1, done: 0, failed: 0 });
    expect(await waiting()).toContain(id);
    // Whoever looks at it sees a prediction, and no notice that there is none.
    expect((await openFormula(engineer, { formulaId: id })).formula.predictionStatus).toBe('done');
    expect(await work(id)).toBe('asked');
    expect(await shown(id)).toMatchObject({
      state: 'ready',
      latex: 'x^{3}',
      predictionStatus: 'done',
      predictions: 2,
    });
    expect(await progress()).toEqual({ waiting: 0, done: 1, failed: 0 });
  });

  it('what people did stays: edited, accepted, pinned, submitted, kept as a draft, gold, begun from truth', async () => {
    const { db } = installation;
    const edited = await predicted();
    await edit(edited);
    const accepted = await predicted();
    await edit(accepted, [makeEdit({ accepted: { detector: [false, true] } })]);
    const pinned = (await makeFormula(db, { projectId: project.id, annotation: pinnedAnnotation() })).id;
    const drafted = await predicted();
    const { id: annotationId } = await db.annotation.findFirstOrThrow({ where: { formulaId: drafted } });
    await db.draft.create({ data: { annotationId, userId: annotator.userId, baseVersion: 1, edits: [] } });
    const gold = (await makeFormula(db, { projectId: project.id })).id;
    await db.annotation.updateMany({ where: { formulaId: gold }, data: { kind: 'gold' } });
    const fromTruth = (await makeFormula(db, { projectId: project.id })).id;
    const content = JSON.parse(JSON.stringify(predictionBy({}))) as object;
    const truth = await db.prediction.create({
      data: { formulaId: fromTruth, source: 'inkml-truth', candidates: {}, content },
    });
    await db.annotation.updateMany({ where: { formulaId: fromTruth }, data: { predictionId: truth.id } });
    const submitted = (await makeFormula(db, { projectId: project.id, state: 'submitted' })).id;

    const all = [edited, accepted, pinned, drafted, gold, fromTruth, submitted];
    const before = await Promise.all(all.map(shown));
    expect((await release()).again).toBe(0);
    for (const id of all) await work(id);
    expect(await Promise.all(all.map(shown))).toEqual(before);
  });

  it('an accepted value stays although its formula was waiting when it was accepted', async () => {
    const id = await predicted();
    await release();
    await edit(id, [makeEdit({ accepted: { detector: [false, true] } })]);
    expect(await shown(id)).toMatchObject({ predictionStatus: 'done', state: 'in_progress' });
    expect(await progress()).toEqual({ waiting: 0, done: 1, failed: 0 });
    expect(await work(id)).toBe('settled');
    const payload = await openFormula(annotator, { formulaId: id });
    expect(payload.annotation.value).toMatchObject({
      label: { latex: 'x^{2}' },
      accepted: { detector: true },
    });
  });

  it('a draft that comes while the formula waits ends the waiting: its edits fit what is shown', async () => {
    const id = await predicted();
    await release();
    const { id: annotationId } = await installation.db.annotation.findFirstOrThrow({
      where: { formulaId: id },
    });
    await installation.db.draft.create({
      data: { annotationId, userId: annotator.userId, baseVersion: 1, edits: [] },
    });
    expect(await work(id)).toBe('settled');
    expect(await shown(id)).toMatchObject({ latex: 'x^{2}', predictionStatus: 'done', predictions: 1 });
  });

  it('what the models failed on, and what waits for its first prediction, is asked of the release', async () => {
    const failed = await predicted();
    await recordPredictionFailure({ formulaId: failed, reason: CRASHED });
    const { id: fresh } = await makeFormula(installation.db, {
      projectId: project.id,
      state: 'importing',
      annotation: { ...squareAnnotation() },
    });
    await installation.db.formula.update({ where: { id: fresh }, data: { predictionStatus: 'pending' } });
    await release();
    expect(await progress()).toEqual({ waiting: 2, done: 0, failed: 0 });
    for (const id of [failed, fresh]) {
      await work(id);
      expect(await shown(id)).toMatchObject({ latex: 'x^{3}', state: 'ready', predictionError: null });
    }
  });

  it('of another project nothing happens', async () => {
    const id = await predicted();
    const other = await makeProject(installation.db);
    const person = await makePerson(installation.db, { roles: ['engineer'], projectId: other.id });
    const theirs = await makeCandidate(installation.db, { projectId: other.id });
    await releaseCandidate(person, {
      project: other.slug,
      candidateId: theirs.id,
      note: 'Theirs.',
      because: 'No.',
    });
    expect(await shown(id)).toMatchObject({ predictionStatus: 'done' });
  });
});

describe('while somebody looks at a formula', () => {
  it('it does not change under their eyes; when they have left it untouched, it does', async () => {
    const id = await predicted();
    await hold(id);
    await release();
    expect(await waiting()).not.toContain(id);
    expect(await progress()).toEqual({ waiting: 0, done: 1, failed: 0 });
    expect(await work(id)).toBe('settled');
    expect(await shown(id)).toMatchObject({ latex: 'x^{2}', predictionStatus: 'pending' });
    await releaseLease(installation.db, { formulaId: id, now: new Date() });
    expect(await waiting()).toContain(id);
    expect(await work(id)).toBe('asked');
    expect(await shown(id)).toMatchObject({ latex: 'x^{3}', predictionStatus: 'done' });
  });

  it('who opened it while the models were at it keeps it; what was said is kept, and not asked again', async () => {
    const id = await predicted();
    await release();
    const prediction = predictionBy(await speakers(), 'x^{3}');
    await hold(id);
    await storePrediction({ formulaId: id, prediction, release: await state() });
    expect(await shown(id)).toMatchObject({ latex: 'x^{2}', predictionStatus: 'pending', predictions: 2 });
    await releaseLease(installation.db, { formulaId: id, now: new Date() });
    expect(await work(id)).toBe('settled');
    expect(await shown(id)).toMatchObject({ latex: 'x^{3}', predictionStatus: 'done', predictions: 2 });
  });

  it('somebody who fell asleep over it may come back for a day', async () => {
    const id = await predicted();
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    await hold(id, hours(23));
    await release();
    expect(await waiting()).not.toContain(id);
    await installation.db.lease.updateMany({
      where: { formulaId: id },
      data: { acquiredAt: hours(26), expiresAt: hours(25) },
    });
    expect(await waiting()).toContain(id);
  });
});

describe('a release that is taken back', () => {
  it('before anybody was asked leaves everything as it was', async () => {
    const id = await predicted();
    const before = await shown(id);
    await release();
    expect((await rollback()).again).toBe(0);
    expect(await shown(id)).toEqual(before);
    expect(await work(id)).toBe('settled');
    expect(await shown(id)).toEqual(before);
  });

  it('afterwards shows again what was said before, without asking the models', async () => {
    const id = await predicted();
    await release();
    await work(id);
    expect((await rollback()).again).toBe(1);
    expect(await work(id)).toBe('settled');
    expect(await shown(id)).toMatchObject({ latex: 'x^{2}', predictionStatus: 'done', predictions: 2 });
    await release();
    expect(await work(id)).toBe('settled');
    expect(await shown(id)).toMatchObject({ latex: 'x^{3}', predictionStatus: 'done', predictions: 2 });
  });

  it('while the models were at it: what they said is kept and not shown, failure or not', async () => {
    const id = await predicted();
    await release();
    const [late, asked] = [predictionBy(await speakers(), 'x^{3}'), await state()];
    const second = await makeCandidate(installation.db, { projectId: project.id });
    await release(second.id);
    await storePrediction({ formulaId: id, prediction: late, release: asked });
    await recordPredictionFailure({ formulaId: id, reason: CRASHED, release: asked });
    expect(await shown(id)).toMatchObject({ latex: 'x^{2}', predictionStatus: 'pending', predictions: 2 });
    await rollback();
    expect(await work(id)).toBe('settled');
    expect(await shown(id)).toMatchObject({ latex: 'x^{3}', predictionStatus: 'done', predictions: 2 });
  });
});

describe('a release that comes between a roll-back and what the worker makes of it', () => {
  it('is what the formula goes on waiting for: the release before does not settle it', async () => {
    const id = await predicted();
    await release();
    await work(id);
    await rollback();
    const [before, asked] = [await speakers(), await state()];
    const third = await makeCandidate(installation.db, { projectId: project.id });
    await release(third.id);
    expect(await settlePrediction({ formulaId: id, speakers: before, release: asked })).toBe(true);
    expect(await shown(id)).toMatchObject({ latex: 'x^{3}', predictionStatus: 'pending', predictions: 2 });
    expect(await waiting()).toContain(id);
    expect(await work(id)).toBe('asked');
    expect(await shown(id)).toMatchObject({ predictionStatus: 'done', predictions: 3 });
  });
});

describe('asking again about what failed', () => {
  it('leaves what shows an earlier prediction in the queue, and takes out what never had one', async () => {
    const { db } = installation;
    const again = await predicted();
    await recordPredictionFailure({ formulaId: again, reason: CRASHED });
    const { id: never } = await makeFormula(db, { projectId: project.id, state: 'importing' });
    await recordPredictionFailure({ formulaId: never, reason: CRASHED });
    expect(await retryFailed(db, project.id)).toBe(2);
    const waits = { predictionStatus: 'pending', predictionError: null };
    expect(await shown(again)).toMatchObject({ ...waits, state: 'ready', latex: 'x^{2}' });
    expect(await shown(never)).toMatchObject({ ...waits, state: 'importing' });
    expect(await waiting()).toEqual(expect.arrayContaining([again, never]));
  });
});

describe('many formulas', () => {
  it('wait at once, whatever they say', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 30; n += 1) ids.push(await predicted());
    expect((await release()).again).toBe(30);
    expect((await waiting()).filter((id) => ids.includes(id))).toHaveLength(30);
  });
});
