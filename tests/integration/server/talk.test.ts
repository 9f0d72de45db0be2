import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { NewCommentSchema, type NewComment } from '@/lib/domain/comments';
import type { Actor } from '@/lib/domain/permissions';
import { listFormulas } from '@/lib/server/formulas/list-formulas';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { openFormula } from '@/lib/server/formulas/open-formula';
import { changeComment } from '@/lib/server/talk/change-comment';
import { deleteComment } from '@/lib/server/talk/delete-comment';
import { listMentions, markMentionsSeen } from '@/lib/server/talk/mentions';
import { postComment } from '@/lib/server/talk/post-comment';
import { showTalk } from '@/lib/server/talk/show-talk';
import { makeFormula, makePerson, makeProject } from '@/tests/support/builders';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
let project: { id: string; slug: string };
let anna: Actor;
let kim: Actor;
let lead: Actor;
let stranger: Actor;
let formula: { id: string };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { db } = database;
  project = await makeProject(db);
  const member = { projectId: project.id };
  [anna, kim] = [
    await makePerson(db, { ...member, roles: ['annotator'] }),
    await makePerson(db, { ...member, roles: ['annotator'] }),
  ];
  lead = await makePerson(db, { ...member, roles: ['lead'] });
  stranger = await makePerson(db, { projectId: (await makeProject(db)).id, roles: ['lead'] });
  formula = await makeFormula(db, member);
  await nextFormula(anna, { project: project.slug });
});

const said = (text: string, more: Partial<NewComment> = {}) =>
  NewCommentSchema.parse({ id: randomUUID(), text, ...more });
const post = (actor: Actor, comment: NewComment) => postComment(actor, { formulaId: formula.id, comment });
const texts = async (actor: Actor) =>
  (await showTalk(actor, { formulaId: formula.id })).comments.map(({ text }) => text);

describe('a comment', () => {
  it('is said once however often it is sent, with the words that were sent last', async () => {
    const comment = said('  Is this an x?\n');
    expect(await post(anna, comment)).toMatchObject({
      text: 'Is this an x?',
      editedAt: null,
      resolved: null,
    });
    expect(await post(anna, comment)).toMatchObject({ id: comment.id, editedAt: null });
    expect(await post(anna, { ...comment, text: 'Is this a \\chi?' })).toMatchObject({
      text: 'Is this a \\chi?',
      editedAt: expect.any(String),
    });
    expect(await texts(lead)).toEqual(['Is this a \\chi?']);
    await deleteComment(anna, { commentId: comment.id });
    await deleteComment(anna, { commentId: comment.id });
    // A late retry does not bring back what was taken back.
    expect(await post(anna, comment)).toMatchObject({ deleted: true, text: '' });
    expect(await texts(lead)).toEqual(['']);
  });

  it('cannot take the id of another person’s, nor answer on another formula', async () => {
    const comment = said('Mine.');
    await post(anna, comment);
    await expect(post(lead, { ...comment, text: 'Yours?' })).rejects.toMatchObject({ code: 'conflict' });
    const other = await makeFormula(database.db, { projectId: project.id });
    const answer = said('There.', { replyToId: comment.id });
    await expect(postComment(lead, { formulaId: other.id, comment: answer })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const first = await post(lead, { ...answer, id: randomUUID() });
    const nested = said('No.', { replyToId: first.id });
    await expect(post(anna, nested)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await texts(anna)).toEqual(['Mine.', 'There.']);
  });

  it('is one of so many that everybody who opens the formula can still be sent them all', async () => {
    const rows = Array.from({ length: 500 }, () => ({
      formulaId: formula.id,
      authorId: lead.userId,
      text: 'Spam.',
    }));
    await database.db.comment.createMany({ data: rows.map((row) => ({ id: randomUUID(), ...row })) });
    await expect(post(anna, said('One more?'))).rejects.toMatchObject({ code: 'conflict' });
    expect(await texts(anna)).toHaveLength(500);
  });

  it('keeps the symbol that it is about, with its class of then', async () => {
    const symbol = { id: 's2' as SymbolId, class: '2' };
    const { id } = await post(anna, said('A 2 or a z?', { symbol }));
    await database.db.symbol.deleteMany({ where: { id: 's2', annotation: { formulaId: formula.id } } });
    const { comments } = await showTalk(lead, { formulaId: formula.id });
    expect(comments).toMatchObject([{ id, symbol }]);
    expect((await openFormula(anna, { formulaId: formula.id })).talk.comments).toEqual(comments);
  });

  it('is changed by its author alone; its author, whom it mentions and leads settle it', async () => {
    const { id } = await post(lead, said(`@${anna.name} please look again.`));
    const change = (actor: Actor, what: Parameters<typeof changeComment>[1]['change']) =>
      changeComment(actor, { commentId: id, change: what });
    await expect(change(anna, { text: 'I did.' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteComment(anna, { commentId: id })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await change(anna, { resolved: true })).toMatchObject({ resolved: { by: anna.name } });
    // Who settled it first stays the one who did.
    expect(await change(lead, { resolved: true })).toMatchObject({ resolved: { by: anna.name } });
    const answer = await post(anna, said('Done.', { replyToId: id }));
    expect((await showTalk(lead, { formulaId: formula.id })).comments[0]).toMatchObject({ resolved: null });
    await expect(
      changeComment(anna, { commentId: answer.id, change: { resolved: true } }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('is nothing to whoever may not see the formula', async () => {
    const { id } = await post(anna, said('Ours.'));
    for (const who of [kim, stranger]) {
      await expect(showTalk(who, { formulaId: formula.id })).rejects.toMatchObject({ code: 'not_found' });
      await expect(post(who, said('Hello?'))).rejects.toMatchObject({ code: 'not_found' });
      const resolve = changeComment(who, { commentId: id, change: { resolved: true } });
      await expect(resolve).rejects.toMatchObject({ code: 'not_found' });
      await expect(deleteComment(who, { commentId: id })).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('keeps the formula in the sight of whoever said it', async () => {
    await post(anna, said('What is this?'));
    await database.db.lease.updateMany({ where: { userId: anna.userId }, data: { releasedAt: new Date() } });
    await post(lead, said(`@${anna.name} a \\zeta.`));
    expect(await texts(anna)).toHaveLength(2);
  });
});

describe('a mention', () => {
  const mentioned = async (actor: Actor, unseen = false) =>
    (await listMentions(actor, { project: project.slug, unseen })).map(({ text }) => text);

  it('reaches members who may see the formula, once, and nobody else', async () => {
    const everybody = [anna, kim, lead, stranger].map(({ name }) => `@${name}`).join(', ');
    await post(lead, said(`${everybody}: who wrote this? @${anna.name}?`));
    expect(await mentioned(anna)).toHaveLength(1);
    // Kim has nothing to do with it, and nobody mentions themselves.
    expect(await mentioned(kim)).toEqual([]);
    expect(await mentioned(lead)).toEqual([]);
    expect(await listMentions(stranger, {})).toEqual([]);
    const { people } = await showTalk(anna, { formulaId: formula.id });
    expect(people.map(({ id }) => id).sort()).toEqual([anna.userId, lead.userId].sort());
  });

  it('is new until it was seen, and goes with the words that made it', async () => {
    const first = await post(anna, said(`@${lead.name} one`));
    const second = await post(anna, said(`@${lead.name} two`));
    await markMentionsSeen(lead, { comments: [first.id] });
    await markMentionsSeen(kim, { comments: [second.id] });
    expect(await mentioned(lead, true)).toEqual([`@${lead.name} two`]);
    expect((await showTalk(lead, { formulaId: formula.id })).unseen).toEqual([second.id]);
    // New words for the same person do not make it new again.
    await changeComment(anna, { commentId: first.id, change: { text: `@${lead.name} one, better said` } });
    expect(await mentioned(lead, true)).toEqual([`@${lead.name} two`]);
    await changeComment(anna, { commentId: first.id, change: { text: 'never mind' } });
    await deleteComment(anna, { commentId: second.id });
    expect(await mentioned(lead)).toEqual([]);
  });

  it('is not listed once the formula is out of sight', async () => {
    await post(lead, said(`@${anna.name} please`));
    expect(await mentioned(anna)).toHaveLength(1);
    await database.db.lease.updateMany({ where: { userId: anna.userId }, data: { releasedAt: new Date() } });
    expect(await mentioned(anna)).toEqual([]);
  });
});

describe('the list of formulas', () => {
  it('counts remarks that wait, and finds formulas by them', async () => {
    const first = await post(anna, said('One.'));
    await post(lead, said('An answer is none.', { replyToId: first.id }));
    await post(lead, said('Two.'));
    await makeFormula(database.db, { projectId: project.id });
    const open = () => listFormulas(lead, { project: project.slug, openComments: true });
    expect(await open()).toMatchObject({ total: 1, items: [{ id: formula.id, openComments: 2 }] });
    for (const { id } of (await showTalk(lead, { formulaId: formula.id })).comments) {
      await changeComment(lead, { commentId: id, change: { resolved: true } }).catch(() => undefined);
    }
    expect(await open()).toMatchObject({ total: 0, items: [] });
  });
});
