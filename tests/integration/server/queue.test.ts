import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listQueue } from '@/lib/db/queue';
import type { Actor } from '@/lib/domain/permissions';
import { compareForQueue, isOffered, type QueueEntry } from '@/lib/domain/queue';
import { heartbeatLease } from '@/lib/server/formulas/heartbeat-lease';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { openFormula } from '@/lib/server/formulas/open-formula';
import { releaseLease } from '@/lib/server/formulas/release-lease';
import { returnFormula } from '@/lib/server/formulas/return-formula';
import { setTarget } from '@/lib/server/projects/set-target';
import { skipFormula } from '@/lib/server/formulas/skip-formula';
import { makeFormula, makePerson, makeProject } from '@/tests/support/builders';
import { createTestDatabase, untilWaiting, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
let project: { id: string; slug: string };
let lead: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  project = await makeProject(database.db);
  lead = await makePerson(database.db, { roles: ['lead'], projectId: project.id });
});

const annotator = () => makePerson(database.db, { roles: ['annotator'], projectId: project.id });
const take = async (actor: Actor, except: string[] = []) =>
  (await nextFormula(actor, { project: project.slug, except }))?.formula.id ?? null;

describe('the queue', () => {
  it('never gives one formula to two of twenty people who ask at once', async () => {
    const made = [];
    for (let index = 0; index < 25; index += 1)
      made.push(await makeFormula(database.db, { projectId: project.id }));
    const people = [];
    for (let index = 0; index < 20; index += 1) people.push(await annotator());
    const taken = await Promise.all(people.map((person) => take(person)));
    expect(taken.every((id) => id !== null)).toBe(true);
    expect(new Set(taken).size).toBe(20);
    const open = await database.db.lease.count({
      where: { releasedAt: null, formulaId: { in: made.map(({ id }) => id) } },
    });
    expect(open).toBe(20);
  });

  it('is not empty while something else holds every formula for a moment: who asks waits for it', async () => {
    const { db } = database;
    const made = await makeFormula(db, { projectId: project.id });
    const person = await annotator();
    let taking: Promise<string | null> | undefined;
    await db.$transaction(
      async (held) => {
        // As a release does it.
        await held.$queryRaw`SELECT "id" FROM "Formula" WHERE "projectId" = ${project.id}::uuid FOR NO KEY UPDATE`;
        taking = take(person);
        taking.catch(() => undefined);
        await untilWaiting(db, 1);
      },
      { timeout: 20_000 },
    );
    expect(await taking).toBe(made.id);
  });

  it('gives the last formula to one of many, and nothing to the others', async () => {
    await makeFormula(database.db, { projectId: project.id });
    const people = await Promise.all(Array.from({ length: 10 }, annotator));
    const taken = await Promise.all(people.map((person) => take(person)));
    expect(taken.filter((id) => id !== null)).toHaveLength(1);
  });

  it('hands out what one holds already before anything new, and the one after it when told so', async () => {
    await makeFormula(database.db, { projectId: project.id });
    await makeFormula(database.db, { projectId: project.id });
    const person = await annotator();
    const first = await take(person);
    expect(await take(person)).toBe(first);
    const second = await take(person, [first ?? '']);
    expect(second).not.toBe(first);
    expect(second).not.toBeNull();
    expect(await take(person, [first ?? '', second ?? ''])).toBeNull();
  });

  it('hands out what was sent back to its author before what they hold, and tells them so when they submit', async () => {
    const [person, other] = [await annotator(), await annotator()];
    const [working, ahead] = [
      await makeFormula(database.db, { projectId: project.id, expectedCost: 1 }),
      await makeFormula(database.db, { projectId: project.id, expectedCost: 2 }),
    ];
    expect(await take(person)).toBe(working.id);
    expect(await take(person, [working.id])).toBe(ahead.id);
    const back = await makeFormula(database.db, {
      projectId: project.id,
      state: 'sent_back',
      assigneeId: person.userId,
      expectedCost: 99,
    });
    const skipped = await skipFormula(person, { formulaId: working.id, reason: 'unreadable' });
    expect(skipped).toEqual({ sentBackWaiting: true });
    expect(await take(other)).toBeNull();
    expect(await take(person)).toBe(back.id);
    // It stays first while it is held, and what was fetched ahead is still theirs afterwards.
    expect(await take(person)).toBe(back.id);
    expect(await take(person, [back.id])).toBe(ahead.id);
    await database.db.formula.update({ where: { id: back.id }, data: { state: 'submitted' } });
    expect(await skipFormula(person, { formulaId: ahead.id, reason: 'cut off' })).toEqual({
      sentBackWaiting: false,
    });
  });

  it('gives a formula on when its lease has run out, and the first holder’s heartbeat says so', async () => {
    const formula = await makeFormula(database.db, { projectId: project.id });
    const [first, second] = [await annotator(), await annotator()];
    await take(first);
    expect(await take(second)).toBeNull();
    const past = new Date(Date.now() - 1000);
    await database.db.lease.updateMany({
      where: { formulaId: formula.id },
      data: { acquiredAt: new Date(past.getTime() - 1000), expiresAt: past },
    });
    expect(await take(second)).toBe(formula.id);
    await expect(heartbeatLease(first, { formulaId: formula.id })).rejects.toMatchObject({
      code: 'lease_lost',
    });
    await expect(heartbeatLease(second, { formulaId: formula.id })).resolves.toMatchObject({
      expiresAt: expect.any(String) as string,
    });
  });

  it('takes back what is released, and lets a lead release what another holds', async () => {
    const formula = await makeFormula(database.db, { projectId: project.id });
    const [first, second] = [await annotator(), await annotator()];
    await take(first);
    await releaseLease(second, { formulaId: formula.id });
    expect(await take(second)).toBeNull();
    await expect(releaseLease(second, { formulaId: formula.id, anyone: true })).rejects.toMatchObject({
      code: 'not_found',
    });
    await releaseLease(lead, { formulaId: formula.id, anyone: true });
    expect(await take(second)).toBe(formula.id);
  });

  it('puts a skipped formula aside with its reason until a lead returns it', async () => {
    const formula = await makeFormula(database.db, { projectId: project.id });
    const person = await annotator();
    await take(person);
    await skipFormula(person, { formulaId: formula.id, reason: 'unreadable' });
    expect(await take(person)).toBeNull();
    expect((await openFormula(lead, { formulaId: formula.id })).skipped).toMatchObject({
      reason: 'unreadable',
    });
    // The answer was lost, and it is sent again.
    await skipFormula(person, { formulaId: formula.id, reason: 'unreadable' });
    expect(await database.db.skip.count({ where: { formulaId: formula.id } })).toBe(1);
    await expect(skipFormula(person, { formulaId: formula.id, reason: 'cut off' })).rejects.toMatchObject({
      code: 'lease_lost',
    });
    await expect(returnFormula(person, { formulaId: formula.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await returnFormula(lead, { formulaId: formula.id });
    expect(await take(person)).toBe(formula.id);
  });

  it('does not let an annotator skip, open or hold what another holds', async () => {
    const formula = await makeFormula(database.db, { projectId: project.id });
    const [holder, other] = [await annotator(), await annotator()];
    await take(holder);
    const input = { formulaId: formula.id };
    await expect(openFormula(other, input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(openFormula(lead, { formulaId: 'no-such-thing' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(openFormula(other, { ...input, hold: true })).rejects.toMatchObject({ code: 'not_found' });
    await expect(skipFormula(other, { ...input, reason: 'no' })).rejects.toMatchObject({ code: 'not_found' });
    const seen = await openFormula(lead, { ...input, hold: true });
    expect(seen).toMatchObject({ mode: 'read', lease: null, heldBy: { name: holder.name } });
  });

  it('offers in SQL what the policy offers, in the same order', async () => {
    const me = await annotator();
    const colleague = await annotator();
    const gone = await annotator();
    await database.db.user.update({ where: { id: gone.userId }, data: { disabledAt: new Date() } });
    const targets: Record<string, number> = { a: 0, b: 3, c: 5 };
    const entries: (QueueEntry & { cell: string })[] = [];
    let seed = 42;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
    for (const [cell, target] of Object.entries(targets)) {
      await database.db.categoryAxis.upsert({
        where: { projectId_key: { projectId: project.id, key: 'cell' } },
        create: { projectId: project.id, key: 'cell', name: 'cell', position: 0 },
        update: {},
      });
      const axis = await database.db.categoryAxis.findFirstOrThrow({ where: { projectId: project.id } });
      await database.db.categoryValue.create({
        data: { axisId: axis.id, key: cell, name: cell, position: 0 },
      });
      await setTarget(lead, { project: project.slug, values: { cell }, target });
    }
    for (let index = 0; index < 60; index += 1) {
      const state = pick(['ready', 'ready', 'in_progress', 'sent_back', 'submitted', 'approved'] as const);
      const owner = pick([null, me.userId, colleague.userId, gone.userId]);
      const assigneeId = state === 'ready' ? null : owner;
      const cell = pick(Object.keys(targets));
      const expectedCost = pick([null, 1.5, 3, 9.25]);
      const { id } = await makeFormula(database.db, {
        projectId: project.id,
        values: { cell },
        state,
        assigneeId,
        expectedCost,
      });
      if (state === 'submitted' || state === 'approved') continue;
      const owned = assigneeId === gone.userId ? null : assigneeId;
      entries.push({
        formulaId: id,
        state,
        assigneeId: owned,
        expectedCost,
        cell,
        target: targets[cell] ?? 0,
        filled: 0,
      });
    }
    for (const entry of entries) {
      entry.filled = await database.db.formula.count({
        where: {
          projectId: project.id,
          cell: { key: `cell=${entry.cell}` },
          state: { in: ['approved', 'submitted', 'sent_back'] },
        },
      });
    }
    const expected = entries
      .filter((entry) => isOffered(entry, me.userId))
      .sort((a, b) => compareForQueue(a, b, me.userId))
      .map(({ formulaId }) => formulaId);
    const inSql = await listQueue(database.db, {
      projectId: project.id,
      userId: me.userId,
      now: new Date(),
      limit: 100,
    });
    expect(inSql).toEqual(expected);
    expect(expected.length).toBeGreaterThan(20);
  });
});
