import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/permissions';
import { contentHash } from '@/lib/server/content-hash';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { openFormula } from '@/lib/server/formulas/open-formula';
import { reviewFormula } from '@/lib/server/formulas/review-formula';
import { saveEdits } from '@/lib/server/edits/save-edits';
import { submitFormula } from '@/lib/server/formulas/submit-formula';
import { makeEdit, makeFormula, makePerson, makeProject, relabel } from '@/tests/support/builders';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
let project: { id: string; slug: string };
let annotator: Actor;
let lead: Actor;
let formula: { id: string; annotationId: string; imageHash: string };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  project = await makeProject(database.db);
  annotator = await makePerson(database.db, { roles: ['annotator'], projectId: project.id });
  lead = await makePerson(database.db, { roles: ['lead'], projectId: project.id });
  formula = await makeFormula(database.db, { projectId: project.id });
  await database.db.symbolClass.createMany({
    data: ['x', 'y', '2', '3'].map((name) => ({ projectId: project.id, name })),
  });
  await nextFormula(annotator, { project: project.slug });
});

const state = async () => (await database.db.formula.findUniqueOrThrow({ where: { id: formula.id } })).state;
const save = (actor: Actor, baseVersion: number, ...edits: ReturnType<typeof makeEdit>[]) =>
  saveEdits(actor, { annotationId: formula.annotationId, request: { baseVersion, edits } });
const submit = (version: number, confirmedWarnings: string[] = []) =>
  submitFormula(annotator, { formulaId: formula.id, version, confirmedWarnings });
const review = (verdict: Parameters<typeof reviewFormula>[1]['review'], actor = lead) =>
  reviewFormula(actor, { formulaId: formula.id, review: verdict });

describe('submitting', () => {
  it('freezes a revision whose hash is that of its content, and ends the lease', async () => {
    const { revisionId, contentHash: hash, number } = await submit(0);
    const revision = await database.db.revision.findUniqueOrThrow({ where: { id: revisionId } });
    expect(number).toBe(1);
    expect(hash).toBe(contentHash(revision.content as object));
    expect(revision.content).toMatchObject({
      imageHash: formula.imageHash,
      latexCanonical: 'x ^ { 2 }',
      annotation: { symbols: { s1: { class: 'x' } } },
    });
    expect(await state()).toBe('submitted');
    expect(await database.db.lease.count({ where: { formulaId: formula.id, releasedAt: null } })).toBe(0);
    await expect(submit(0)).resolves.toMatchObject({ revisionId });
  });

  it('refuses a formula whose rules are broken, and names them', async () => {
    await save(annotator, 0, makeEdit({ symbols: { updated: { s1: { class: ['x', 'never heard of'] } } } }));
    await expect(submit(1)).rejects.toMatchObject({
      code: 'rules_broken',
      details: {
        problems: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]) as object[],
      },
    });
    expect(await state()).toBe('in_progress');
  });

  it('wants a disagreement of tree and LaTeX confirmed, and the revision says that it was', async () => {
    await save(annotator, 0, makeEdit({ label: { latex: ['x^{2}', 'x^{3}'] } }));
    await expect(submit(1)).rejects.toMatchObject({ details: { unconfirmed: ['latex_disagrees'] } });
    const { revisionId } = await submit(1, ['latex_disagrees']);
    const revision = await database.db.revision.findUniqueOrThrow({ where: { id: revisionId } });
    expect(revision.confirmedWarnings).toEqual(['latex_disagrees']);
  });

  it('does not submit what was not on the screen', async () => {
    await save(annotator, 0, relabel('s1', 'x', 'y'), makeEdit({ label: { latex: ['x^{2}', 'y^{2}'] } }));
    await expect(submit(0)).rejects.toMatchObject({ code: 'stale' });
  });
});

describe('a verdict', () => {
  it('sends a formula back to the front of its author’s queue, with the reason, and to nobody else', async () => {
    await submit(0);
    await makeFormula(database.db, { projectId: project.id, expectedCost: 0 });
    const verdict = { verdict: 'send_back', reason: 'the exponent is a 3' } as const;
    await review(verdict);
    // The answer was lost, and it is sent again.
    await review(verdict);
    expect(await database.db.approval.count({ where: { revision: { formulaId: formula.id } } })).toBe(1);
    await expect(review({ ...verdict, reason: 'the base is a y' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const other = await makePerson(database.db, { roles: ['annotator'], projectId: project.id });
    const given = await nextFormula(other, { project: project.slug });
    expect(given?.formula.id).not.toBe(formula.id);
    const back = await nextFormula(annotator, { project: project.slug });
    expect(back).toMatchObject({
      formula: { id: formula.id, state: 'sent_back' },
      mode: 'edit',
      sentBack: { reason: 'the exponent is a 3', by: lead.name },
    });
    const fixed = [relabel('s2', '2', '3'), makeEdit({ label: { latex: ['x^{2}', 'x^{3}'] } })];
    await save(annotator, 0, ...fixed);
    expect(await state()).toBe('sent_back');
    await expect(submit(1)).resolves.toMatchObject({ number: 2 });
    expect((await openFormula(lead, { formulaId: formula.id })).sentBack).toBeNull();
    await review({ verdict: 'approve' });
    expect(await state()).toBe('approved');
  });

  it('freezes what the reviewer changed under the reviewer’s name', async () => {
    await submit(0);
    await save(lead, 0, relabel('s2', '2', '3'), makeEdit({ label: { latex: ['x^{2}', 'x^{3}'] } }));
    await review({ verdict: 'approve', version: 1 });
    const revisions = await database.db.revision.findMany({
      where: { formulaId: formula.id },
      include: { approvals: true },
      orderBy: { number: 'asc' },
    });
    expect(revisions.map(({ createdById, approvals }) => [createdById, approvals.length])).toEqual([
      [annotator.userId, 0],
      [lead.userId, 1],
    ]);
  });

  it('is for leads, about submitted formulas, and needs a reason to send back', async () => {
    await expect(review({ verdict: 'approve' })).rejects.toMatchObject({ code: 'conflict' });
    await submit(0);
    await expect(review({ verdict: 'approve' }, annotator)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(review({ verdict: 'send_back', reason: ' ' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await state()).toBe('submitted');
  });
});
