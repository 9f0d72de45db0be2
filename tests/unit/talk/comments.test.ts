import { describe, expect, it } from 'vitest';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import {
  COMMENT_LIMIT,
  CommentChangeSchema,
  mayResolve,
  mayRewrite,
  NewCommentSchema,
  openBySymbol,
  threadsOf,
  type Comment,
} from '@/lib/domain/comments';
import { mayClear, NewFlagSchema, skips, type Flag } from '@/lib/domain/flags';

const ID = '00000000-0000-4000-8000-000000000001';
const anna = { id: '00000000-0000-4000-8000-00000000000a', name: 'Anna' };
const kim = { id: '00000000-0000-4000-8000-00000000000b', name: 'Kim' };

const comment = (id: string, more: Partial<Comment> = {}): Comment => ({
  id,
  replyToId: null,
  symbol: null,
  author: anna,
  text: id,
  at: '2026-11-22T12:00:00.000Z',
  editedAt: null,
  deleted: false,
  resolved: null,
  mentions: [],
  ...more,
});
const RESOLVED = { by: 'Kim', at: '2026-11-22T13:00:00.000Z' };
const symbol = (id: string) => ({ id: id as SymbolId, class: 'x' });

describe('what can be said', () => {
  const parse = (text: string) => NewCommentSchema.safeParse({ id: ID, text });

  it('is text without blanks around it, composed, and not too long', () => {
    expect(parse('  ok \n').data?.text).toBe('ok');
    expect(parse('각'.normalize('NFD')).data?.text).toBe('각');
    expect(parse('x'.repeat(COMMENT_LIMIT)).success).toBe(true);
    for (const text of ['', ' \n\t', 'x'.repeat(COMMENT_LIMIT + 1), 'nul \0', 'half \ud800']) {
      expect(parse(text).success, JSON.stringify(text.slice(0, 10))).toBe(false);
    }
  });

  it('is about a symbol or an answer, not both; a change is of the words or of the state', () => {
    const both = { id: ID, text: 'a', symbol: symbol('s1'), replyToId: ID };
    expect(NewCommentSchema.safeParse(both).success).toBe(false);
    expect(CommentChangeSchema.safeParse({ text: 'a' }).success).toBe(true);
    expect(CommentChangeSchema.safeParse({ resolved: true }).success).toBe(true);
    expect(CommentChangeSchema.safeParse({ text: 'a', resolved: true }).success).toBe(false);
    expect(CommentChangeSchema.safeParse({}).success).toBe(false);
  });
});

describe('threads', () => {
  it('hold answers under their remark, whatever comes between', () => {
    const threads = threadsOf([
      comment('one'),
      comment('two'),
      comment('answer to one', { replyToId: 'one' }),
      comment('answer to two', { replyToId: 'two', deleted: true }),
    ]);
    expect(threads.map(({ remark, answers }) => [remark.id, ...answers.map(({ id }) => id)])).toEqual([
      ['one', 'answer to one'],
      ['two'],
    ]);
  });

  it('keep a deleted remark as long as it was answered', () => {
    const deleted = comment('gone', { deleted: true, text: '' });
    expect(threadsOf([deleted])).toEqual([]);
    expect(threadsOf([deleted, comment('why?', { replyToId: 'gone' })])).toHaveLength(1);
  });

  it('mark the symbols with remarks that wait, and how many', () => {
    const open = openBySymbol([
      comment('1', { symbol: symbol('s1') }),
      comment('2', { symbol: symbol('s1') }),
      comment('3', { symbol: symbol('s2'), resolved: RESOLVED }),
      comment('4', { symbol: symbol('s3'), deleted: true }),
      comment('5'),
    ]);
    expect([...open]).toEqual([['s1', 2]]);
  });
});

describe('who may do what with what was said', () => {
  const asAnna = { userId: anna.id, maySettle: false };
  const asKim = { userId: kim.id, maySettle: false };
  const asLead = { userId: kim.id, maySettle: true };

  it('words belong to their author', () => {
    expect([asAnna, asKim, asLead].map((who) => mayRewrite(comment('a'), who))).toEqual([true, false, false]);
    expect(mayRewrite(comment('a', { deleted: true }), asAnna)).toBe(false);
  });

  it('a remark is settled by its author, whom it addresses, and leads; an answer by nobody', () => {
    expect([asAnna, asKim, asLead].map((who) => mayResolve(comment('a'), who))).toEqual([true, false, true]);
    expect(mayResolve(comment('a', { mentions: [kim] }), asKim)).toBe(true);
    for (const never of [comment('a', { replyToId: 'b' }), comment('a', { deleted: true })]) {
      expect([asAnna, asLead].map((who) => mayResolve(never, who))).toEqual([false, false]);
    }
  });

  it('a flag is cleared by its author and leads', () => {
    const flag: Flag = { id: ID, kind: 'unreadable', note: '', author: anna, at: RESOLVED.at };
    expect([asAnna, asKim, asLead].map((who) => mayClear(flag, who))).toEqual([true, false, true]);
  });

  it('flags are a closed list; two of them skip', () => {
    expect((['unreadable', 'not_a_formula', 'needs_help'] as const).map(skips)).toEqual([true, true, false]);
    expect(NewFlagSchema.safeParse({ id: ID, kind: 'ugly' }).success).toBe(false);
    expect(NewFlagSchema.parse({ id: ID, kind: 'unreadable', note: ' wet ' })).toEqual({
      id: ID,
      kind: 'unreadable',
      note: 'wet',
      leave: false,
    });
  });
});
