import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockReleases } from '@/lib/db/candidates/releases';
import type { Actor } from '@/lib/domain/permissions';
import type { GuardReport } from '@/lib/domain/release/types';
import { STAGES, type Stage } from '@/lib/domain/stages';
import type { AppError } from '@/lib/errors';
import { guardRelease } from '@/lib/server/candidates/guard';
import { listReleases } from '@/lib/server/candidates/list-releases';
import { releaseCandidate } from '@/lib/server/candidates/release';
import { releaseInUse, stagesInUse } from '@/lib/server/candidates/release-in-use';
import { rollbackRelease } from '@/lib/server/candidates/rollback';
import { makePerson, makeProject } from '@/tests/support/builders';
import { untilWaiting } from '@/tests/support/database';
import { makeCandidate } from '@/tests/support/releases';
import { createInstallation, type Installation } from '@/tests/support/scratch';

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

const candidateFor = (stage: Stage = 'converter', bytes = 0) =>
  makeCandidate(installation.db, { projectId: project.id, stage, bytes });
const release = (candidateId: string, because?: string, actor = engineer) =>
  releaseCandidate(actor, { project: project.slug, candidateId, note: 'Try it.', because });
const rollback = (stage: Stage = 'converter') =>
  rollbackRelease(engineer, { project: project.slug, stage, note: 'It was worse.' });
const history = () => listReleases(engineer, { project: project.slug });
const inUse = async (stage: Stage = 'converter') => (await stagesInUse(installation.db, project.id))[stage];
const UNTESTED = 'Nobody has measured it yet.';

describe('a release', () => {
  it('is what is shipped, until the project releases something', async () => {
    const stages = await releaseInUse(project.id);
    expect(STAGES.map((stage) => stages[stage].shipped)).toEqual([true, true, true, true]);
    expect(stages.detector).toMatchObject({ folder: expect.stringMatching(/weights.detector/) });
    expect(await history()).toEqual([]);
  });

  it('needs a reason while nobody has evaluated it beside what is in use', async () => {
    const mine = await candidateFor();
    const refused = await release(mine.id).catch((error: AppError) => error);
    expect(refused).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/No evaluation sets it beside rules-1@1.*say why/),
      details: { guard: { evidence: null, needsReason: true, candidate: { ref: mine.ref } } },
    });
    await expect(release(mine.id, '   ')).rejects.toMatchObject({ code: 'conflict' });
    expect(await inUse()).toMatchObject({ shipped: true });
    expect(await history()).toEqual([]);

    const released = await release(mine.id, UNTESTED);
    expect(released).toMatchObject({ stage: 'converter', candidate: { ref: mine.ref, shipped: false } });
    expect(await inUse()).toMatchObject({ id: mine.id, ref: mine.ref });
    expect(await history()).toEqual([
      {
        id: released.id,
        stage: 'converter',
        candidate: { id: mine.id, ref: mine.ref, shipped: false },
        note: 'Try it.',
        because: UNTESTED,
        rollback: false,
        inUse: true,
        guard: expect.objectContaining({ evidence: null, needsReason: true }) as GuardReport,
        at: expect.any(String),
        by: { id: engineer.userId, name: engineer.name },
      },
    ]);
  });

  it('is for one project: the others go on with theirs', async () => {
    const other = await makeProject(installation.db);
    await release((await candidateFor()).id, UNTESTED);
    expect((await stagesInUse(installation.db, other.id)).converter.shipped).toBe(true);
  });

  it('is refused without a note, of another project’s candidate, of what is in use, and to whoever may not', async () => {
    const mine = await candidateFor();
    const asked = { project: project.slug, candidateId: mine.id, because: UNTESTED };
    await expect(releaseCandidate(engineer, { ...asked, note: ' ' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const { id: elsewhere } = await makeProject(installation.db);
    const foreign = await makeCandidate(installation.db, { projectId: elsewhere });
    for (const id of [foreign.id, 'no id', project.id]) {
      await expect(release(id, UNTESTED)).rejects.toMatchObject({ code: 'not_found' });
    }
    const lead = await makePerson(installation.db, { roles: ['lead'], projectId: project.id });
    await expect(release(mine.id, UNTESTED, lead)).rejects.toMatchObject({ code: 'forbidden' });
    await release(mine.id, UNTESTED);
    await expect(release(mine.id, UNTESTED)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('already'),
    });
    expect(await history()).toHaveLength(1);
  });

  it('of the shipped candidate follows the program again', async () => {
    const shipped = (await inUse()).id;
    await release((await candidateFor()).id, UNTESTED);
    await release(shipped, 'Back to the start.');
    expect(await inUse()).toMatchObject({ id: shipped, shipped: true });
    const [row] = await installation.db.release.findMany({
      where: { projectId: project.id },
      orderBy: { createdAt: 'desc' },
    });
    expect(row).toMatchObject({ candidateId: null, rollback: false });
    expect((await history())[0]).toMatchObject({ candidate: { id: shipped, shipped: true }, inUse: true });
  });

  it('is never changed or deleted afterwards, but with its whole project: who, when and why stay', async () => {
    const { db } = installation;
    const { id } = await release((await candidateFor()).id, UNTESTED);
    const change = db.$executeRaw`UPDATE "Release" SET "note" = 'Something else.' WHERE "id" = ${id}::uuid`;
    await expect(change).rejects.toThrow(/never changed/);
    const removal = db.$executeRaw`DELETE FROM "Release" WHERE "id" = ${id}::uuid`;
    await expect(removal).rejects.toThrow(/only with their project/);
    await db.project.delete({ where: { id: project.id } });
    expect(await db.release.count({ where: { id } })).toBe(0);
  });
});

describe('a recognizer and an aligner for other classes', () => {
  const OWN = ['x', 'y', '2'];
  const pair = async (classes = OWN) => ({
    recognizer: await makeCandidate(installation.db, { projectId: project.id, stage: 'recognizer', classes }),
    aligner: await makeCandidate(installation.db, { projectId: project.id, stage: 'aligner', classes }),
  });
  const releaseBoth = (first: string, second: string) =>
    releaseCandidate(engineer, {
      project: project.slug,
      candidateId: first,
      together: [second],
      note: 'Our own classes.',
      because: UNTESTED,
    });

  it('are not released one after the other, since between the two nothing would work', async () => {
    const { recognizer, aligner } = await pair();
    for (const { id } of [recognizer, aligner]) {
      await expect(release(id, UNTESTED)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('list other classes') as string,
      });
    }
    const guarded = { project: project.slug, candidateId: recognizer.id };
    await pair(['other', 'classes']);
    expect(await guardRelease(engineer, guarded)).toMatchObject({
      cannotWorkWith: { shipped: true },
      partners: [{ id: aligner.id }],
    });
    expect(await guardRelease(engineer, { ...guarded, together: [aligner.id] })).toMatchObject({
      cannotWorkWith: null,
      partners: [],
    });
    expect(await history()).toEqual([]);
  });

  it('are released together, and go back together', async () => {
    const { recognizer, aligner } = await pair();
    expect(await releaseBoth(recognizer.id, aligner.id)).toMatchObject({
      stage: 'recognizer',
      candidate: { id: recognizer.id },
      together: [{ stage: 'aligner', candidate: { id: aligner.id } }],
    });
    expect([(await inUse('recognizer')).id, (await inUse('aligner')).id]).toEqual([
      recognizer.id,
      aligner.id,
    ]);
    expect(await rollback('aligner')).toMatchObject({
      stage: 'aligner',
      together: [{ stage: 'recognizer', candidate: { shipped: true } }],
    });
    expect((await inUse('recognizer')).shipped && (await inUse('aligner')).shipped).toBe(true);
    expect((await history()).map((row) => row.rollback)).toEqual([true, true, false, false]);
  });

  it('go back alone as long as what is left fits', async () => {
    const [first, second] = [await pair(), await pair()];
    await releaseBoth(first.recognizer.id, first.aligner.id);
    await release(second.aligner.id, UNTESTED);
    expect(await rollback('aligner')).toMatchObject({
      candidate: { id: first.aligner.id },
      together: [],
    });
  });

  it('are not two of one stage', async () => {
    const [first, second] = [await pair(), await pair()];
    await expect(releaseBoth(first.aligner.id, second.aligner.id)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('going back', () => {
  it('is one call: to the release before, then to what is shipped, and no further', async () => {
    const [first, second] = [await candidateFor(), await candidateFor()];
    await release(first.id, UNTESTED);
    await release(second.id, UNTESTED);
    expect(await rollback()).toMatchObject({ candidate: { id: first.id } });
    expect(await inUse()).toMatchObject({ id: first.id });
    expect(await rollback()).toMatchObject({ candidate: { shipped: true } });
    await expect(rollback()).rejects.toMatchObject({ code: 'conflict' });
    expect((await history()).map((row) => [row.candidate.ref, row.rollback, row.inUse])).toEqual([
      ['rules-1@1', true, true],
      [first.ref, true, false],
      [second.ref, false, false],
      [first.ref, false, false],
    ]);
    expect((await history())[0]).toMatchObject({
      note: 'It was worse.',
      guard: null,
      by: { id: engineer.userId },
    });
  });

  it('is of one stage: the other three stay as they are', async () => {
    const aligner = await candidateFor('aligner');
    await release(aligner.id, UNTESTED);
    await release((await candidateFor()).id, UNTESTED);
    await rollback('converter');
    expect(await inUse('aligner')).toMatchObject({ id: aligner.id });
  });
});

describe('two people at the same moment', () => {
  /** Starts what `work` does while nobody may release, and lets both go when they wait in line. */
  async function together<T>(work: () => Promise<T>[]): Promise<PromiseSettledResult<T>[]> {
    const { db } = installation;
    let started: Promise<T>[] = [];
    await db.$transaction(
      async (held) => {
        await lockReleases(held, project.id);
        started = work();
        for (const one of started) one.catch(() => undefined);
        await untilWaiting(db, started.length);
      },
      { timeout: 20_000 },
    );
    return Promise.allSettled(started);
  }

  it('release one after the other: the second looks again, since it was judged beside something else', async () => {
    const [mine, yours] = [await candidateFor(), await candidateFor()];
    const outcomes = await together(() => [release(mine.id, UNTESTED), release(yours.id, UNTESTED)]);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([
      { reason: { code: 'conflict', message: expect.stringContaining('meanwhile') as string } },
    ]);
    expect(await history()).toHaveLength(1);
    expect((await inUse()).id).toBe((await history())[0]?.candidate.id);
  });

  it('roll back one after the other: each takes one release back', async () => {
    await release((await candidateFor()).id, UNTESTED);
    await release((await candidateFor()).id, UNTESTED);
    const outcomes = await together(() => [rollback(), rollback()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await inUse()).toMatchObject({ shipped: true });
  });
});
