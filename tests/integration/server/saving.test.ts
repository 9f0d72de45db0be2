import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCurrentAnnotation } from '@/lib/db/annotation/read';
import { applyDiff, DiffSchema } from '@/lib/domain/annotation/diff';
import type { Actor } from '@/lib/domain/permissions';
import { applyDraft } from '@/lib/server/edits/apply-draft';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { openFormula } from '@/lib/server/formulas/open-formula';
import { releaseLease } from '@/lib/server/formulas/release-lease';
import { saveEdits } from '@/lib/server/edits/save-edits';
import {
  makeEdit,
  makeFormula,
  makePerson,
  makeProject,
  relabel,
  squareAnnotation,
} from '@/tests/support/builders';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
let project: { id: string; slug: string };
let annotator: Actor;
let other: Actor;
let lead: Actor;
let formula: { id: string; annotationId: string };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  const { db } = database;
  project = await makeProject(db);
  annotator = await makePerson(db, { roles: ['annotator'], projectId: project.id });
  other = await makePerson(db, { roles: ['annotator'], projectId: project.id });
  lead = await makePerson(db, { roles: ['lead'], projectId: project.id });
  formula = await makeFormula(db, { projectId: project.id });
  await nextFormula(annotator, { project: project.slug });
});

const save = (actor: Actor, baseVersion: number, ...edits: ReturnType<typeof makeEdit>[]) =>
  saveEdits(actor, { annotationId: formula.annotationId, request: { baseVersion, edits } });
const stored = async () => {
  const annotation = await readCurrentAnnotation(database.db, formula.id);
  if (!annotation) throw new Error('no annotation');
  return annotation;
};
const editRows = () => database.db.edit.findMany({ where: { annotationId: formula.annotationId } });
const expireLease = () =>
  database.db.lease.updateMany({
    where: { formulaId: formula.id, releasedAt: null },
    data: { acquiredAt: new Date(Date.now() - 3_600_000), expiresAt: new Date(Date.now() - 1000) },
  });

describe('saving edits', () => {
  it('applies a batch under one new version, and appends each edit', async () => {
    const edits = [
      relabel('s1', 'x', 'y'),
      makeEdit({ label: { latex: ['x^{2}', 'y^{2}'], pinned: [false, true] } }),
    ];
    await expect(save(annotator, 0, ...edits)).resolves.toEqual({ version: 1, alreadySaved: [] });
    const { value, version, latexCanonical } = await stored();
    expect(version).toBe(1);
    expect(value.symbols).toMatchObject({ s1: { class: 'y' }, s2: { class: '2' } });
    expect(value.label).toEqual({ latex: 'y^{2}', pinned: true });
    expect(latexCanonical).toBe('y ^ { 2 }');
    const rows = await editRows();
    expect(rows.map(({ id, version: at, position }) => [id, at, position])).toEqual([
      [edits[0]?.id, 1, 0],
      [edits[1]?.id, 1, 1],
    ]);
    const row = await database.db.formula.findUniqueOrThrow({ where: { id: formula.id } });
    expect(row).toMatchObject({ state: 'in_progress', assigneeId: annotator.userId });
  });

  it('stores every kind of change exactly as the diff makes it', async () => {
    const diff = DiffSchema.parse({
      symbols: {
        removed: { s1: squareAnnotation().symbols['s1' as never] },
        updated: {
          s2: {
            place: [{ line: 'l1', parent: 's1', relation: 'Sup' }, null],
            pins: [
              { box: false, class: false, place: false },
              { box: true, class: false, place: true },
            ],
          },
        },
        added: {
          s3: {
            id: 's3',
            box: { x: 0.1 + 0.2, y: -3.5, width: 1e-3, height: 12.25 },
            class: '\\alpha',
            place: { line: 'l2', parent: null, relation: null },
            pins: { box: true, class: true, place: true },
          },
        },
      },
      lines: { added: { l2: { id: 'l2', index: -1 } }, removed: { l1: { id: 'l1', index: 0 } } },
      tombstones: { added: { s1: { id: 's1', box: { x: 10, y: 40, width: 20, height: 20 }, class: 'x' } } },
      accepted: { detector: [false, true] },
    });
    const before = (await stored()).value;
    await save(annotator, 0, makeEdit(diff));
    expect((await stored()).value).toEqual(applyDiff(before, diff));
  });

  it('saves an edit once, however often it is sent', async () => {
    const edit = relabel('s1', 'x', 'y');
    await save(annotator, 0, edit);
    await expect(save(annotator, 0, edit)).resolves.toEqual({ version: 1, alreadySaved: [edit.id] });
    expect(await editRows()).toHaveLength(1);
  });

  it('tells two copies of a request that arrive at once that both are saved', async () => {
    const edits = [relabel('s1', 'x', 'y'), relabel('s1', 'y', 'z')];
    const answers = await Promise.all([1, 2, 3].map(() => save(annotator, 0, ...edits)));
    expect(answers.map(({ version }) => version)).toEqual([1, 1, 1]);
    expect(await editRows()).toHaveLength(2);
  });

  it('goes on behind an edit whose answer was lost', async () => {
    const first = relabel('s1', 'x', 'y');
    await save(annotator, 0, first);
    const answer = await save(annotator, 0, first, relabel('s1', 'y', 'z'));
    expect(answer).toEqual({ version: 2, alreadySaved: [first.id] });
    expect((await stored()).value.symbols).toMatchObject({ s1: { class: 'z' } });
  });

  it('refuses edits made on an older state, and says what the state is', async () => {
    await save(annotator, 0, relabel('s1', 'x', 'y'));
    await expect(save(annotator, 0, relabel('s2', '2', '3'))).rejects.toMatchObject({
      code: 'stale',
      details: { version: 1, annotation: { symbols: { s1: { class: 'y' } } } },
    });
    expect((await stored()).version).toBe(1);
  });

  it('takes all of a batch or nothing', async () => {
    const batch = [relabel('s1', 'x', 'y'), relabel('s2', 'not this', '3')];
    await expect(save(annotator, 0, ...batch)).rejects.toMatchObject({ code: 'stale' });
    expect((await stored()).value).toEqual(squareAnnotation());
    expect(await editRows()).toHaveLength(0);
  });

  it('refuses a reference to what is not there', async () => {
    const edit = makeEdit({
      symbols: {
        updated: {
          s2: {
            place: [
              { line: 'l1', parent: 's1', relation: 'Sup' },
              { line: 'nowhere', parent: null, relation: null },
            ],
          },
        },
      },
    });
    await expect(save(annotator, 0, edit)).rejects.toMatchObject({ code: 'rules_broken' });
    expect((await stored()).version).toBe(0);
  });

  it('saves a formula whose rules are broken: only submitting refuses that', async () => {
    const edit = makeEdit({
      symbols: {
        updated: {
          s2: {
            place: [
              { line: 'l1', parent: 's1', relation: 'Sup' },
              { line: 'l1', parent: null, relation: null },
            ],
          },
        },
      },
    });
    await expect(save(annotator, 0, edit)).resolves.toMatchObject({ version: 1 });
  });

  it('lets one of many concurrent saves through and tells the others what it said', async () => {
    const tries = Array.from({ length: 8 }, (_, index) => save(annotator, 0, relabel('s1', 'x', `${index}`)));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'stale' });
    }
    expect(await editRows()).toHaveLength(1);
  });

  it('does not let one person send under the id of another person’s edit', async () => {
    const edit = relabel('s1', 'x', 'y');
    await save(annotator, 0, edit);
    await expect(save(lead, 1, relabel('s1', 'y', 'z', edit.id))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('lets a lead save without a lease, and does not take the formula away', async () => {
    await save(annotator, 0, relabel('s1', 'x', 'y'));
    await expect(save(lead, 1, relabel('s1', 'y', 'z'))).resolves.toMatchObject({ version: 2 });
    const row = await database.db.formula.findUniqueOrThrow({ where: { id: formula.id } });
    expect(row.assigneeId).toBe(annotator.userId);
  });
});

describe('a lost lease', () => {
  it('is revived by its holder as long as nobody has taken the formula', async () => {
    await expireLease();
    await expect(save(annotator, 0, relabel('s1', 'x', 'y'))).resolves.toMatchObject({ version: 1 });
    expect((await openFormula(annotator, { formulaId: formula.id })).lease).not.toBeNull();
  });

  it('turns edits into one draft that its author can apply when the formula is free again', async () => {
    await expireLease();
    const taken = await nextFormula(other, { project: project.slug });
    expect(taken?.formula.id).toBe(formula.id);
    const first = relabel('s1', 'x', 'y');
    const refusal = await save(annotator, 0, first).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'lease_lost', details: { draftId: expect.any(String) as string } });
    await expect(save(annotator, 0, first, relabel('s2', '2', '3'))).rejects.toMatchObject({
      code: 'lease_lost',
      details: (refusal as { details: object }).details,
    });
    const drafts = await database.db.draft.findMany({ where: { annotationId: formula.annotationId } });
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.edits).toHaveLength(2);
    expect((await stored()).version).toBe(0);

    const draftId = drafts[0]?.id ?? '';
    await expect(applyDraft(other, { draftId })).rejects.toMatchObject({ code: 'not_found' });
    await releaseLease(other, { formulaId: formula.id });
    await expect(applyDraft(lead, { draftId })).resolves.toMatchObject({ version: 1, skipped: [] });
    expect((await stored()).value.symbols).toMatchObject({ s1: { class: 'y' }, s2: { class: '3' } });
    expect((await editRows()).map(({ userId }) => userId)).toEqual([annotator.userId, annotator.userId]);
  });

  it('names the edits of a draft that no longer fit', async () => {
    await expireLease();
    await nextFormula(other, { project: project.slug });
    const lost = [relabel('s1', 'x', 'y'), relabel('s2', '2', '3')];
    await expect(save(annotator, 0, ...lost)).rejects.toMatchObject({ code: 'lease_lost' });
    await save(other, 0, relabel('s1', 'x', 'w'));
    const draft = await database.db.draft.findFirstOrThrow({ where: { annotationId: formula.annotationId } });
    await expect(applyDraft(lead, { draftId: draft.id })).resolves.toEqual({
      version: 2,
      applied: [lost[1]?.id],
      skipped: [lost[0]?.id],
    });
  });

  it('applies a draft after others have edited too: a label that nobody typed follows the tree', async () => {
    await expireLease();
    await nextFormula(other, { project: project.slug });
    const label = (from: string, to: string) => ({ label: { latex: [from, to] as [string, string] } });
    const { value } = await stored();
    const before = value.label.latex;
    const lost = makeEdit({ ...relabel('s1', 'x', 'y').diff, ...label(before, 'y ^ { 2 }') });
    await expect(save(annotator, 0, lost)).rejects.toMatchObject({ code: 'lease_lost' });
    await save(other, 0, makeEdit({ ...relabel('s2', '2', '3').diff, ...label(before, 'x ^ { 3 }') }));
    const draft = await database.db.draft.findFirstOrThrow({ where: { annotationId: formula.annotationId } });
    await expect(applyDraft(lead, { draftId: draft.id })).resolves.toMatchObject({ skipped: [] });
    expect((await stored()).value).toMatchObject({
      symbols: { s1: { class: 'y' }, s2: { class: '3' } },
      label: { latex: 'y ^ { 3 }', pinned: false },
    });
  });

  it('keeps what somebody did whose role was taken away meanwhile', async () => {
    await database.db.membership.deleteMany({ where: { userId: annotator.userId } });
    const membership = { projectId: project.id, slug: project.slug, roles: ['engineer' as const] };
    const demoted: Actor = { ...annotator, memberships: [membership] };
    const never = await makePerson(database.db, { roles: ['engineer'], projectId: project.id });
    const edit = relabel('s1', 'x', 'y');
    await expect(save(never, 0, edit)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(save(demoted, 0, edit)).rejects.toMatchObject({ code: 'lease_lost' });
    const draft = await database.db.draft.findFirstOrThrow({ where: { annotationId: formula.annotationId } });
    await expect(applyDraft(lead, { draftId: draft.id })).resolves.toMatchObject({ version: 1, skipped: [] });
  });

  it('does not exist for who never held it', async () => {
    await expect(save(other, 0, relabel('s1', 'x', 'y'))).rejects.toMatchObject({ code: 'not_found' });
    const unknown = {
      annotationId: randomUUID(),
      request: { baseVersion: 0, edits: [relabel('s1', 'x', 'y')] },
    };
    await expect(saveEdits(lead, unknown)).rejects.toMatchObject({ code: 'not_found' });
  });
});
