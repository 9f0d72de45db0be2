import { afterAll, beforeAll, expect, it } from 'vitest';
import { listCells, sumCounts } from '@/lib/db/category';
import type { Actor } from '@/lib/domain/permissions';
import { FORMULA_STATES, noCounts, type FormulaState } from '@/lib/domain/quotas';
import { AppError } from '@/lib/errors';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { returnFormula } from '@/lib/server/formulas/return-formula';
import { reviewFormula } from '@/lib/server/formulas/review-formula';
import { saveEdits } from '@/lib/server/edits/save-edits';
import { skipFormula } from '@/lib/server/formulas/skip-formula';
import { submitFormula } from '@/lib/server/formulas/submit-formula';
import { makeFormula, makePerson, makeProject, relabel } from '@/tests/support/builders';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
let project: { id: string; slug: string };
let people: Actor[];
let lead: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  project = await makeProject(db);
  lead = await makePerson(db, { roles: ['lead'], projectId: project.id });
  people = [];
  for (let index = 0; index < 4; index += 1) {
    people.push(await makePerson(db, { roles: ['annotator'], projectId: project.id }));
  }
  await db.symbolClass.createMany({
    data: ['x', 'y', '2'].map((name) => ({ projectId: project.id, name })),
  });
  for (let index = 0; index < 30; index += 1) {
    await makeFormula(db, { projectId: project.id, values: { cell: `c${index % 3}` } });
  }
});
afterAll(() => database.drop());

async function recount() {
  const counts = new Map<string, Record<string, number>>();
  for (const { cellId, state } of await database.db.formula.findMany({ where: { projectId: project.id } })) {
    const cell = counts.get(cellId) ?? noCounts();
    cell[state] = (cell[state] ?? 0) + 1;
    counts.set(cellId, cell);
  }
  return counts;
}

/** One random thing that one of the annotators or the lead does; refusals are part of the game. */
async function act(random: (below: number) => number): Promise<void> {
  const person = people[random(people.length)] as Actor;
  const state = FORMULA_STATES[random(FORMULA_STATES.length)] as FormulaState;
  const some = await database.db.formula.findFirst({
    where: { projectId: project.id, state },
    skip: random(3),
  });
  if (!some) return;
  const input = { formulaId: some.id };
  switch (random(8)) {
    case 0:
    case 1:
    case 2: {
      const payload = await nextFormula(person, { project: project.slug });
      if (!payload) return;
      const { formula, annotation } = payload;
      const held = { formulaId: formula.id };
      const [from, to] = annotation.value.symbols['s1' as never]?.['class'] === 'x' ? ['x', 'y'] : ['y', 'x'];
      const { version } = await saveEdits(person, {
        annotationId: annotation.id,
        request: { baseVersion: annotation.version, edits: [relabel('s1', from ?? '', to ?? '')] },
      });
      if (random(3) === 0) await skipFormula(person, { ...held, reason: 'no' });
      else await submitFormula(person, { ...held, version, confirmedWarnings: ['latex_disagrees'] });
      return;
    }
    case 3:
      return reviewFormula(lead, { ...input, review: { verdict: 'approve' } });
    case 4:
    case 5:
    case 6:
      return reviewFormula(lead, { ...input, review: { verdict: 'send_back', reason: 'again' } });
    default:
      return returnFormula(lead, input);
  }
}

it('keeps counters that equal a recount after hundreds of concurrent operations', async () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  let done = 0;
  const seen = new Set<string>();
  for (let round = 0; round < 60; round += 1) {
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => act(random)));
    for (const result of results) {
      if (result.status === 'fulfilled') done += 1;
      // A refusal in words, never a database error.
      else expect(result.reason).toBeInstanceOf(AppError);
    }
    const expected = await recount();
    for (const { id, counts } of await listCells(database.db, project.id)) {
      expect(counts).toEqual(expected.get(id));
      for (const state of FORMULA_STATES) if (counts[state] > 0) seen.add(state);
    }
  }
  // That something happened at all: formulas went back and forth between most of their states.
  expect(done).toBeGreaterThan(50);
  expect(seen.size).toBeGreaterThan(3);
});

it('counts rows that are inserted, moved to another cell and deleted with their project', async () => {
  const { db } = database;
  const other = await makeProject(db);
  const made = await makeFormula(db, { projectId: other.id, values: { cell: 'a' }, state: 'importing' });
  await makeFormula(db, { projectId: other.id, values: { cell: 'b' } });
  const [a, b] = await listCells(db, other.id);
  expect([a?.counts.importing, b?.counts.ready]).toEqual([1, 1]);
  await db.formula.update({ where: { id: made.id }, data: { cellId: b?.id, state: 'ready' } });
  const [, after] = await listCells(db, other.id);
  expect(after?.counts.ready).toBe(2);
  expect(await sumCounts(db, other.id)).toEqual({ ...noCounts(), ready: 2 });
  await db.project.delete({ where: { id: other.id } });
  expect(await db.cellCount.count({ where: { cellId: { in: [a?.id ?? '', b?.id ?? ''] } } })).toBe(0);
});
