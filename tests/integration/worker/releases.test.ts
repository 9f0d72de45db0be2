import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secret } from '@/lib/auth/secrets';
import { releaseState } from '@/lib/db/candidates/releases';
import { getDb } from '@/lib/db/client';
import { predictionTask, waitingForPrediction } from '@/lib/db/prediction-tasks';
import type { Actor } from '@/lib/domain/permissions';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { cascade, inferenceHealth, predictFormula } from '@/lib/inference';
import { projectReleases } from '@/lib/jobs/worker/project-releases';
import { startWorker, type Worker } from '@/lib/jobs/worker/worker';
import { candidateFolders } from '@/lib/server/candidates/candidate-folder';
import { shippedCandidates } from '@/lib/server/candidates/ensure-shipped';
import { releaseCandidate } from '@/lib/server/candidates/release';
import { releaseInUse } from '@/lib/server/candidates/release-in-use';
import { rollbackRelease } from '@/lib/server/candidates/rollback';
import { settlePrediction } from '@/lib/server/candidates/settle-prediction';
import { preannotate, preannotationProgress } from '@/lib/server/predictions/preannotate';
import { requestCascade } from '@/lib/server/predictions/request-cascade';
import { recordPredictionFailure, storePrediction } from '@/lib/server/predictions/store-prediction';
import { blobs } from '@/lib/storage';
import { EnginePool } from '@/models/runtime/engine-pool';
import { makeFormula, makePerson, makeProject, squareAnnotation } from '@/tests/support/builders';
import { createInstallation, type Installation } from '@/tests/support/scratch';
import { frameOfSquares } from '@/tests/support/squares';

/** The worker, the shipped models, and another aligner: several projects at once, each by its own release. */

let installation: Installation;
let worker: Worker;
let engineer: Actor;
let plain: { id: string; slug: string };
let ahead: { id: string; slug: string };
let refs: Record<Stage, string>;

beforeAll(async () => {
  installation = await createInstallation();
  const { db } = installation;
  plain = await makeProject(db);
  ahead = await makeProject(db);
  engineer = await makePerson(db, { administrator: true });
  const shipped = await shippedCandidates();
  refs = Object.fromEntries(
    STAGES.map((stage) => [stage, `${shipped[stage].row.name}@${shipped[stage].row.version}`]),
  ) as Record<Stage, string>;
  worker = await startWorker({
    pool: new EnginePool({ threads: 1 }),
    folders: candidateFolders,
    connectionString: installation.url,
    token: secret('inference'),
    task: (id) => predictionTask(db, id),
    waiting: (limit, after) => waitingForPrediction(db, limit, after),
    readImage: (hash) => blobs().read(hash),
    release: projectReleases({ state: (id) => releaseState(db, id), inUse: releaseInUse }),
    settle: (formulaId, { speakers, state }) => settlePrediction({ formulaId, speakers, release: state }),
    store: (formulaId, prediction, release) => storePrediction({ formulaId, prediction, release }),
    fail: (formulaId, reason, release) => recordPredictionFailure({ formulaId, reason, release }),
  });
});
afterAll(async () => {
  await worker?.stop();
  await installation.drop();
});

/** A formula that waits for its prediction, with an image that can be read. */
async function waitingFormula(projectId: string, x: number) {
  const { db } = installation;
  const hash = await blobs().put(await frameOfSquares([{ x, y: 60 }]));
  const { id, imageHash } = await makeFormula(db, { projectId, state: 'importing' });
  await db.image.upsert({
    where: { hash },
    create: { hash, format: 'png', bytes: 100, width: 768, height: 128 },
    update: {},
  });
  await db.formula.update({ where: { id }, data: { predictionStatus: 'pending', imageHash: hash } });
  await db.image.deleteMany({ where: { hash: imageHash } });
  return { id, imageHash: hash };
}

/** The shipped aligner under another version, registered with a project. */
async function anotherAligner(projectId: string, version: string) {
  const { aligner } = await shippedCandidates();
  const model = await readFile(path.join(aligner.folder, 'model.onnx'));
  const { stage, name, kind } = aligner.row;
  const sha256 = await blobs().put(model);
  const card = { ...aligner.row.card, version };
  const row = { projectId, stage, name, version, kind, sha256, bytes: model.byteLength, card };
  return { id: (await getDb().candidate.create({ data: row })).id, ref: `${name}@${version}` };
}

const speakersOf = async (formulaId: string) => {
  const rows = await getDb().prediction.findMany({
    where: { formulaId },
    orderBy: { createdAt: 'asc' },
    select: { id: true, candidates: true },
  });
  return rows.map(({ candidates }) => candidates as Record<Stage, string>);
};
/** Which prediction a formula shows, counted from the first. */
const shows = async (formulaId: string) => {
  const rows = await getDb().prediction.findMany({ where: { formulaId }, orderBy: { createdAt: 'asc' } });
  const annotation = await getDb().annotation.findFirstOrThrow({ where: { formulaId } });
  return rows.findIndex(({ id }) => id === annotation.predictionId);
};
const progressOf = (project: { slug: string }) => preannotationProgress(engineer, { project: project.slug });
const allDone = (project: { slug: string }) =>
  expect.poll(async () => (await progressOf(project)).waiting, { timeout: 60_000, interval: 100 }).toBe(0);

describe('two projects at the same time', () => {
  it('are predicted each by its own release; a release is looked at again, and taken back', async () => {
    const mine = await anotherAligner(ahead.id, '99');
    const own = { ...refs, aligner: mine.ref };
    const first = await waitingFormula(plain.id, 100);
    const second = await waitingFormula(ahead.id, 200);
    for (const project of [plain, ahead]) await preannotate(engineer, { project: project.slug });
    for (const project of [plain, ahead]) await allDone(project);
    expect(await speakersOf(first.id)).toEqual([refs]);
    expect(await speakersOf(second.id)).toEqual([refs]);

    const released = await releaseCandidate(engineer, {
      project: ahead.slug,
      candidateId: mine.id,
      note: 'Try it.',
      because: 'Nobody measured it.',
    });
    expect(released.again).toBe(1);
    const [third, fourth] = [await waitingFormula(plain.id, 300), await waitingFormula(ahead.id, 400)];
    for (const project of [plain, ahead]) await preannotate(engineer, { project: project.slug });
    for (const project of [plain, ahead]) await allDone(project);
    expect(await speakersOf(first.id)).toEqual([refs]);
    expect(await speakersOf(second.id)).toEqual([refs, own]);
    expect(await shows(second.id)).toBe(1);
    expect(await speakersOf(third.id)).toEqual([refs]);
    expect(await speakersOf(fourth.id)).toEqual([own]);

    // People who wait are answered by their project's release too.
    const { imageHash } = fourth;
    expect((await predictFormula({ imageHash })).prediction.candidates).toEqual(refs);
    const asked = { imageHash, annotation: squareAnnotation(), changedStage: 'recognizer' as const };
    expect((await cascade({ ...asked, projectId: plain.id })).prediction.candidates).toEqual(refs);
    const proposal = await requestCascade(engineer, {
      formulaId: fourth.id,
      annotation: squareAnnotation(),
      changedStage: 'recognizer',
    });
    expect(proposal.prediction.candidates).toEqual(own);
    // Whether the models are up is asked about those that are shipped.
    expect((await inferenceHealth()).models).toEqual(refs);

    await rollbackRelease(engineer, { project: ahead.slug, stage: 'aligner', note: 'Worse.' });
    await allDone(ahead);
    expect(await speakersOf(second.id)).toEqual([refs, own]);
    expect(await shows(second.id)).toBe(0);
    // Only what the shipped ones never saw is asked of them.
    expect(await speakersOf(fourth.id)).toEqual([own, refs]);
    expect(await shows(fourth.id)).toBe(1);
  });
});

describe('a release whose model is gone', () => {
  it('fails no formula: it waits, and other projects go on', async () => {
    const broken = await makeProject(installation.db);
    const lost = await installation.db.candidate.create({
      data: {
        projectId: broken.id,
        stage: 'aligner',
        name: 'lost',
        version: '1',
        kind: 'onnx',
        sha256: 'f'.repeat(64),
        bytes: 1,
        card: { stage: 'aligner', name: 'lost', version: '1', kind: 'onnx', licence: 'MIT' },
      },
    });
    await releaseCandidate(engineer, {
      project: broken.slug,
      candidateId: lost.id,
      note: 'Try it.',
      because: 'Nobody measured it.',
    });
    const waits = await waitingFormula(broken.id, 500);
    const goes = await waitingFormula(plain.id, 550);
    for (const project of [broken, plain]) await preannotate(engineer, { project: project.slug });
    await allDone(plain);
    expect(await speakersOf(goes.id)).toEqual([refs]);
    expect(await progressOf(broken)).toEqual({ waiting: 1, done: 0, failed: 0 });
    await rollbackRelease(engineer, { project: broken.slug, stage: 'aligner', note: 'It cannot be opened.' });
    await allDone(broken);
    expect(await speakersOf(waits.id)).toEqual([refs]);
  });
});
