import { randomUUID } from 'node:crypto';
import { runEvaluation } from '@/lib/jobs/handlers/evaluate';
import { cancelEvaluation } from '@/lib/server/evaluations/cancel';
import { listEvaluations } from '@/lib/server/evaluations/list';
import { showEvaluation } from '@/lib/server/evaluations/show';
import { startEvaluation } from '@/lib/server/evaluations/start';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, makeProject } from '@/tests/support/builders';
import { makeSnapshot, perfectAnswer } from '@/tests/support/evaluations';
import { makeEvaluationWorld, tools, TRY } from '@/tests/support/evaluation-world';

let world: Awaited<ReturnType<typeof makeEvaluationWorld>>;
beforeAll(async () => {
  world = await makeEvaluationWorld();
});
afterAll(() => world.installation.drop());

/** A candidate of the project, as registration would leave it. */
const addCandidate = (stage: 'recognizer' | 'aligner', card: object = {}, projectId = world.project.id) =>
  world.installation.db.candidate.create({
    data: {
      projectId,
      stage,
      name: `mine-${randomUUID().slice(0, 8)}`,
      version: '1',
      kind: 'onnx',
      sha256: 'f'.repeat(64),
      bytes: 1000,
      card,
    },
  });

describe('starting an evaluation', () => {
  it('records four candidates: those asked for, and the release for the rest', async () => {
    const snapshot = await world.snapshotOf('test', 'test', 'train', 'val');
    const mine = await addCandidate('recognizer');
    const released = await addCandidate('aligner');
    await world.installation.db.release.create({
      data: {
        projectId: world.project.id,
        stage: 'aligner',
        candidateId: released.id,
        createdById: world.engineer.userId,
      },
    });
    const { id, leaks } = await world.start(snapshot.id, { candidates: { recognizer: mine.id } });
    expect(leaks).toEqual([]);
    const evaluation = await world.shown(id);
    expect(evaluation).toMatchObject({
      status: 'queued',
      split: 'test',
      snapshot: { name: snapshot.name },
      progress: { total: 2, scored: 0, unscored: 0 },
      headline: null,
      summary: null,
    });
    expect(evaluation.candidates.map(({ stage, shipped }) => [stage, shipped])).toEqual([
      ['detector', true],
      ['recognizer', false],
      ['aligner', false],
      ['converter', true],
    ]);
    expect(evaluation.candidates[1]!.id).toBe(mine.id);
    expect(evaluation.candidates[2]!.id).toBe(released.id);
    await cancelEvaluation(world.engineer, { id });
  });

  it('refuses an empty split, a candidate of another stage or project, and a snapshot of another project', async () => {
    const snapshot = await world.snapshotOf('train', 'val');
    await expect(world.start(snapshot.id)).rejects.toThrow(/test split .* is empty/u);
    const aligner = await addCandidate('aligner');
    await expect(
      world.start(snapshot.id, { split: 'val', candidates: { recognizer: aligner.id } }),
    ).rejects.toThrow(/for the aligner, not for the recognizer/u);
    const narrow = await addCandidate('recognizer', { classes: ['x', 'y'] });
    const wide = await addCandidate('aligner', { classes: ['x', 'y', 'z'] });
    const together = { recognizer: narrow.id, aligner: wide.id };
    await expect(world.start(snapshot.id, { split: 'val', candidates: together })).rejects.toThrow(
      /list different classes/u,
    );
    const other = await makeProject(world.installation.db);
    const foreign = await addCandidate('recognizer', {}, other.id);
    await expect(
      world.start(snapshot.id, { split: 'val', candidates: { recognizer: foreign.id } }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = await makeSnapshot(world.installation.db, {
      projectId: other.id,
      userId: world.lead.userId,
      splits: ['test'],
    });
    await expect(world.start(elsewhere.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is for engineers; leads look on', async () => {
    const snapshot = await world.snapshotOf('test');
    const ask = startEvaluation(world.lead, { project: world.project.slug, snapshotId: snapshot.id });
    await expect(ask).rejects.toMatchObject({ code: 'forbidden' });
    const { id } = await world.start(snapshot.id);
    expect(await showEvaluation(world.lead, { id })).toMatchObject({ status: 'queued' });
    await expect(cancelEvaluation(world.lead, { id })).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await makePerson(world.installation.db);
    await expect(showEvaluation(stranger, { id })).rejects.toMatchObject({ code: 'not_found' });
    await cancelEvaluation(world.engineer, { id });
  });

  it('says when a card names training data that holds formulas of the split', async () => {
    const snapshot = await world.snapshotOf('test', 'test', 'test');
    // The same images were training data of an earlier list: two to train on, one to stop by.
    const earlier = await world.installation.db.snapshot.create({
      data: {
        projectId: world.project.id,
        name: `earlier-${randomUUID()}`,
        contentHash: 'e'.repeat(64),
        createdById: world.lead.userId,
        items: {
          create: snapshot.formulas.map(({ id, revisionId }, n) => ({
            formulaId: id,
            revisionId,
            split: n < 2 ? 'train' : 'val',
            name: id,
            source: 'test',
          })),
        },
      },
    });
    for (const data of [
      { snapshot: earlier.name },
      { snapshot: { name: 'renamed', contentHash: earlier.contentHash } },
      { sha256: earlier.contentHash },
    ]) {
      const leaky = await addCandidate('recognizer', { data });
      const { id, leaks } = await world.start(snapshot.id, { candidates: { recognizer: leaky.id } });
      expect(leaks).toEqual([
        {
          stage: 'recognizer',
          candidate: `${leaky.name}@1`,
          snapshot: { id: earlier.id, name: earlier.name },
          trained: 2,
          tuned: 1,
        },
      ]);
      expect((await world.shown(id)).leaks).toEqual(leaks);
      await cancelEvaluation(world.engineer, { id });
    }
    // Of another project's snapshot no more is told than the card says.
    const elsewhere = await world.installation.db.project.create({
      data: { slug: `elsewhere-${randomUUID()}`, name: 'Elsewhere' },
    });
    const secret = await world.installation.db.snapshot.create({
      data: {
        projectId: elsewhere.id,
        name: 'their secret',
        contentHash: 'f'.repeat(64),
        createdById: world.lead.userId,
        items: {
          create: snapshot.formulas.map(({ id: formulaId, revisionId }) => ({
            formulaId,
            revisionId,
            split: 'train',
            name: formulaId,
            source: 'test',
          })),
        },
      },
    });
    const shared = await addCandidate('recognizer', {
      data: { name: 'bought', sha256: secret.contentHash },
    });
    const foreign = await world.start(snapshot.id, { candidates: { recognizer: shared.id } });
    expect(foreign.leaks).toMatchObject([{ snapshot: { id: null, name: 'bought' }, trained: 3 }]);
    await cancelEvaluation(world.engineer, { id: foreign.id });
    // Another installation's snapshot of the same name is another snapshot.
    const namesake = await addCandidate('recognizer', {
      data: { snapshot: { name: earlier.name, contentHash: '9'.repeat(64) } },
    });
    const unknown = await world.start(snapshot.id, { candidates: { recognizer: namesake.id } });
    expect(unknown.leaks).toEqual([]);
    await cancelEvaluation(world.engineer, { id: unknown.id });
    // Trained on this very snapshot, whose training items are others: nothing leaks.
    const honest = await addCandidate('recognizer', { data: { snapshot: snapshot.name } });
    const { id, leaks } = await world.start(snapshot.id, { candidates: { recognizer: honest.id } });
    expect(leaks).toEqual([]);
    await cancelEvaluation(world.engineer, { id });
  });
});

it('lists a project’s evaluations, newest first', async () => {
  const other = await makeProject(world.installation.db);
  const their = await makePerson(world.installation.db, { roles: ['engineer'], projectId: other.id });
  const snapshot = await makeSnapshot(world.installation.db, {
    projectId: other.id,
    userId: their.userId,
    splits: ['test'],
  });
  const ids = [];
  for (let n = 0; n < 3; n += 1) {
    ids.push((await startEvaluation(their, { project: other.slug, snapshotId: snapshot.id })).id);
  }
  const rows = await listEvaluations(their, { project: other.slug });
  expect(rows.map(({ id }) => id)).toEqual(ids.reverse());
  await expect(listEvaluations(world.engineer, { project: other.slug })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('goes when its project goes', async () => {
  const other = await makeProject(world.installation.db);
  const their = await makePerson(world.installation.db, { roles: ['engineer'], projectId: other.id });
  const snapshot = await makeSnapshot(world.installation.db, {
    projectId: other.id,
    userId: their.userId,
    splits: ['test'],
  });
  const mine = await addCandidate('recognizer', {}, other.id);
  const { id } = await startEvaluation(their, {
    project: other.slug,
    snapshotId: snapshot.id,
    candidates: { recognizer: mine.id },
  });
  await runEvaluation(id, tools(perfectAnswer), TRY);
  await world.installation.db.project.delete({ where: { id: other.id } });
  await expect(world.shown(id)).rejects.toMatchObject({ code: 'not_found' });
});
