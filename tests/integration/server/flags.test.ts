import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listQueue } from '@/lib/db/queue';
import { NewFlagSchema, type FlagKind } from '@/lib/domain/flags';
import type { Actor } from '@/lib/domain/permissions';
import { listFormulas } from '@/lib/server/formulas/list-formulas';
import { myDay } from '@/lib/server/formulas/my-day';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { openFormula } from '@/lib/server/formulas/open-formula';
import { returnFormula } from '@/lib/server/formulas/return-formula';
import { reviewFormula } from '@/lib/server/formulas/review-formula';
import { submitFormula } from '@/lib/server/formulas/submit-formula';
import { clearFlag } from '@/lib/server/talk/clear-flag';
import { raiseFlag } from '@/lib/server/talk/raise-flag';
import { showPace } from '@/lib/server/projects/show-pace';
import { makeFormula, makePerson, makeProject } from '@/tests/support/builders';
import { createTestDatabase, untilWaiting, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
let project: { id: string; slug: string };
let annotator: Actor;
let lead: Actor;
let formula: { id: string };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { db } = database;
  project = await makeProject(db);
  const member = { projectId: project.id };
  annotator = await makePerson(db, { ...member, roles: ['annotator'] });
  lead = await makePerson(db, { ...member, roles: ['lead'] });
  formula = await makeFormula(db, member);
  await db.symbolClass.createMany({ data: ['x', '2'].map((name) => ({ ...member, name })) });
  await nextFormula(annotator, { project: project.slug });
});

const raise = (actor: Actor, kind: FlagKind, more: { leave?: boolean; note?: string; id?: string } = {}) =>
  raiseFlag(actor, { formulaId: formula.id, flag: NewFlagSchema.parse({ id: randomUUID(), kind, ...more }) });
const state = async () => (await database.db.formula.findUniqueOrThrow({ where: { id: formula.id } })).state;
const flags = async () =>
  (await openFormula(lead, { formulaId: formula.id })).talk.flags.map(({ kind }) => kind);
const offered = (actor: Actor) =>
  listQueue(database.db, { projectId: project.id, userId: actor.userId, now: new Date(), limit: 10 });
const held = () => database.db.lease.count({ where: { formulaId: formula.id, releasedAt: null } });

describe('a flag', () => {
  it('keeps the formula out of everybody’s queue until it is cleared', async () => {
    await database.db.lease.deleteMany({ where: { formulaId: formula.id } });
    expect(await offered(lead)).toEqual([formula.id]);
    const { flag } = await raise(lead, 'needs_help');
    expect([await offered(lead), await offered(annotator)]).toEqual([[], []]);
    expect(await nextFormula(annotator, { project: project.slug })).toBeNull();
    await clearFlag(lead, { flagId: flag.id });
    await clearFlag(lead, { flagId: flag.id });
    expect(await offered(annotator)).toEqual([formula.id]);
  });

  it('is raised once by one person, whatever is sent again; a later note is the one that counts', async () => {
    const id = randomUUID();
    await raise(annotator, 'needs_help', { id });
    await raise(annotator, 'needs_help', { id });
    await raise(annotator, 'needs_help', { note: 'Which one is the root?' });
    await raise(lead, 'needs_help');
    const { talk } = await openFormula(lead, { formulaId: formula.id });
    expect(talk.flags).toMatchObject([
      { id, note: 'Which one is the root?', author: { id: annotator.userId } },
      { note: '', author: { id: lead.userId } },
    ]);
    await clearFlag(annotator, { flagId: id });
    await expect(raise(annotator, 'unreadable', { id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(raise(lead, 'unreadable', { id })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is cleared by its author or a lead, not by another annotator', async () => {
    const { flag } = await raise(lead, 'unreadable');
    await expect(clearFlag(annotator, { flagId: flag.id })).rejects.toMatchObject({ code: 'forbidden' });
    const engineer = await makePerson(database.db, { projectId: project.id, roles: ['engineer'] });
    await expect(clearFlag(engineer, { flagId: flag.id })).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await makePerson(database.db, {
      projectId: (await makeProject(database.db)).id,
      roles: ['lead'],
    });
    await expect(clearFlag(stranger, { flagId: flag.id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await flags()).toEqual(['unreadable']);
  });
});

describe('putting a formula aside with a flag', () => {
  it.each(['unreadable', 'not_a_formula'] as const)(
    'skips it: %s is the reason, in no other words',
    async (kind) => {
      const id = randomUUID();
      await raise(annotator, kind, { id, leave: true });
      expect([await state(), await held()]).toEqual(['skipped', 0]);
      // The answer was lost, and it is sent again.
      await raise(annotator, kind, { id, leave: true });
      expect(await database.db.skip.findMany({ where: { formulaId: formula.id } })).toMatchObject([
        { flagId: id, reason: '' },
      ]);
      const { skipped, mode } = await openFormula(annotator, { formulaId: formula.id });
      expect({ skipped, mode }).toMatchObject({ skipped: { flag: kind, by: annotator.name }, mode: 'read' });
    },
  );

  it('gives it back, where help is needed: nobody gets it until somebody has helped', async () => {
    const { flag } = await raise(annotator, 'needs_help', { leave: true });
    expect([await state(), await held()]).toEqual(['ready', 0]);
    expect(await nextFormula(annotator, { project: project.slug })).toBeNull();
    await clearFlag(lead, { flagId: flag.id });
    expect((await nextFormula(annotator, { project: project.slug }))?.formula.id).toBe(formula.id);
  });

  it('does not leave it among what the home says is waiting, while what one has begun is', async () => {
    const waiting = async () => {
      const { waiting: count, sentBack } = await myDay(annotator, {
        project: project.slug,
        since: new Date(),
      });
      return [count, sentBack];
    };
    expect(await waiting()).toEqual([1, 0]);
    const set = (data: { state: 'in_progress' | 'sent_back'; assigneeId: string }) =>
      database.db.formula.update({ where: { id: formula.id }, data });
    await set({ state: 'in_progress', assigneeId: annotator.userId });
    expect(await waiting()).toEqual([1, 0]);
    await set({ state: 'in_progress', assigneeId: lead.userId });
    expect(await waiting()).toEqual([0, 0]);
    await set({ state: 'sent_back', assigneeId: annotator.userId });
    expect(await waiting()).toEqual([1, 1]);
    await raise(annotator, 'needs_help', { leave: true });
    expect(await waiting()).toEqual([0, 0]);
    await makeFormula(database.db, { projectId: project.id });
    await raiseFlag(lead, {
      formulaId: (await makeFormula(database.db, { projectId: project.id })).id,
      flag: NewFlagSchema.parse({ id: randomUUID(), kind: 'unreadable' }),
    });
    expect(await waiting()).toEqual([1, 0]);
  });

  it('gives it back once: an answer that was lost is asked for again', async () => {
    const id = randomUUID();
    await raise(annotator, 'needs_help', { id, leave: true });
    expect(await raise(annotator, 'needs_help', { id, leave: true })).toMatchObject({ flag: { id } });
    expect([await state(), await held()]).toEqual(['ready', 0]);
    // A flag that was raised before is no way out of a formula that is in other hands.
    await database.db.lease.create({
      data: { formulaId: formula.id, userId: lead.userId, expiresAt: new Date(Date.now() + 60_000) },
    });
    await raise(annotator, 'needs_help', { id, leave: true });
    expect(await held()).toBe(1);
  });

  it('takes it from nobody else, where help is needed: a lead has only said so', async () => {
    await raise(lead, 'needs_help', { leave: true });
    expect([await state(), await held()]).toEqual(['ready', 1]);
    await raise(lead, 'unreadable', { leave: true });
    expect([await state(), await held()]).toEqual(['skipped', 0]);
  });

  it('needs the formula in one’s hands, or the role of a lead', async () => {
    const engineer = await makePerson(database.db, { projectId: project.id, roles: ['engineer'] });
    const refused = raise(engineer, 'unreadable', { leave: true });
    await expect(refused).rejects.toMatchObject({ code: 'lease_lost' });
    // All or nothing: the flag did not stay behind.
    expect(await flags()).toEqual([]);
    await raise(lead, 'unreadable', { leave: true });
    expect(await state()).toBe('skipped');
  });

  it('is taken back with the flag by its author', async () => {
    const { flag } = await raise(annotator, 'unreadable', { leave: true });
    await clearFlag(annotator, { flagId: flag.id });
    expect([await state(), await offered(annotator)]).toEqual(['ready', [formula.id]]);
  });

  it('stays when a lead has cleared the flag while its author was about to', async () => {
    const { flag } = await raise(annotator, 'unreadable', { leave: true });
    const { db } = database;
    let taken: Promise<void> | undefined;
    // The lead's decision holds the formula's row until the author's request waits for it.
    await db.$transaction(
      async (held) => {
        await held.$queryRaw`SELECT "id" FROM "Formula" WHERE "id" = ${formula.id}::uuid FOR UPDATE`;
        taken = clearFlag(annotator, { flagId: flag.id });
        taken.catch(() => undefined);
        await untilWaiting(db, 1);
        await held.flag.update({
          where: { id: flag.id },
          data: { clearedAt: new Date(), clearedById: lead.userId },
        });
      },
      { timeout: 25_000 },
    );
    await taken;
    expect([await state(), await flags()]).toEqual(['skipped', []]);
  });

  it('stays when a lead clears the flag, and ends when a lead returns it', async () => {
    const { flag } = await raise(annotator, 'unreadable', { leave: true });
    await clearFlag(lead, { flagId: flag.id });
    expect([await state(), await flags()]).toEqual(['skipped', []]);
    await returnFormula(lead, { formulaId: formula.id });
    expect(await state()).toBe('ready');
    await nextFormula(annotator, { project: project.slug });
    await raise(annotator, 'not_a_formula', { leave: true });
    await returnFormula(lead, { formulaId: formula.id });
    expect([await flags(), await offered(annotator)]).toEqual([[], [formula.id]]);
  });
});

describe('a verdict', () => {
  it.each(['approve', 'send_back'] as const)('decides what was flagged as well: %s', async (verdict) => {
    await raise(annotator, 'needs_help');
    await submitFormula(annotator, { formulaId: formula.id, version: 0 });
    expect(await flags()).toEqual(['needs_help']);
    const review = verdict === 'approve' ? { verdict } : { verdict, reason: 'Look again.' };
    await reviewFormula(lead, { formulaId: formula.id, review });
    expect(await flags()).toEqual([]);
    expect(await offered(annotator)).toEqual(verdict === 'approve' ? [] : [formula.id]);
  });
});

describe('what leads see', () => {
  it('formulas by their flags, each once, and how many wait for a decision', async () => {
    const other = await makeFormula(database.db, { projectId: project.id });
    await makeFormula(database.db, { projectId: project.id });
    await raise(annotator, 'unreadable', { leave: true, note: 'Water.' });
    await raise(lead, 'needs_help');
    await raiseFlag(lead, {
      formulaId: other.id,
      flag: NewFlagSchema.parse({ id: randomUUID(), kind: 'needs_help' }),
    });
    const ids = async (flag: 'any' | 'none' | FlagKind) =>
      (await listFormulas(lead, { project: project.slug, flag })).items.map(({ id }) => id);
    expect((await ids('any')).sort()).toEqual([formula.id, other.id].sort());
    expect(await ids('unreadable')).toEqual([formula.id]);
    expect(await ids('not_a_formula')).toEqual([]);
    expect(await ids('none')).toHaveLength(1);
    const { items } = await listFormulas(lead, { project: project.slug, flag: 'unreadable' });
    expect(items[0]?.flags).toMatchObject([
      { kind: 'unreadable', note: 'Water.', by: annotator.name },
      { kind: 'needs_help', note: '', by: lead.name },
    ]);
    expect(await showPace(lead, { project: project.slug })).toMatchObject({
      flagged: 2,
      flaggedAndSkipped: 1,
    });
  });
});
