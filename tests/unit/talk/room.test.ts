import { beforeEach, describe, expect, it } from 'vitest';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { SILENCE, type Comment, type NewComment, type Talk } from '@/lib/domain/comments';
import { Drafts, type TextStore } from '@/lib/editor/talk/drafts';
import { TalkRoom } from '@/lib/editor/talk/room';
import type { TalkAnswer, TalkTransport } from '@/lib/editor/talk/transport';

const ME = '00000000-0000-4000-8000-00000000000a';
const formula = (digit: number) => ({
  id: `00000000-0000-4000-8000-00000000000${digit}`,
  name: `f-${digit}`,
});

/** The browser's storage, which may be full. */
class Store implements TextStore {
  readonly items = new Map<string, string>();
  full = false;
  get length() {
    return this.items.size;
  }
  key = (index: number) => [...this.items.keys()][index] ?? null;
  getItem = (key: string) => this.items.get(key) ?? null;
  removeItem = (key: string) => void this.items.delete(key);
  setItem(key: string, value: string) {
    if (this.full) throw new Error('QuotaExceededError');
    this.items.set(key, value);
  }
}

/** A server that keeps what it is told, and may lose the way there or the answer. */
class Server {
  readonly said = new Map<string, NewComment & { formulaId: string }>();
  trouble: 'none' | 'unreachable' | 'answer lost' | 'signed out' | 'refuses' = 'none';

  private answer<Value>(value: Value, store: () => void): TalkAnswer<Value> {
    const refused = (code: string) => ({ ok: false, code, message: '' }) as const;
    if (this.trouble === 'unreachable') return refused('unreachable');
    if (this.trouble === 'signed out') return refused('unauthenticated');
    if (this.trouble === 'refuses') return refused('not_found');
    store();
    return this.trouble === 'answer lost' ? refused('unreachable') : { ok: true, value };
  }

  readonly transport: TalkTransport = {
    load: () => Promise.resolve({ ok: true, value: SILENCE }),
    post: (formulaId, comment) =>
      Promise.resolve(
        this.answer(asComment(comment), () => this.said.set(comment.id, { ...comment, formulaId })),
      ),
    change: (id, change) => {
      const { text = '' } = 'text' in change ? change : (this.said.get(id) ?? {});
      const resolved =
        'resolved' in change && change.resolved ? { by: 'Me', at: '2026-11-22T13:00:00.000Z' } : null;
      const changed = { ...asComment({ id, text, symbol: null, replyToId: null }), resolved };
      return Promise.resolve(this.answer(changed, () => undefined));
    },
    remove: () => Promise.resolve(this.answer(null, () => undefined)),
    raise: (_, { id, kind, note }) => {
      const flag = { id, kind, note, author: { id: ME, name: 'Me' }, at: '2026-11-22T12:00:00.000Z' };
      return Promise.resolve(this.answer({ flag, sentBackWaiting: false }, () => undefined));
    },
    clear: () => Promise.resolve(this.answer(null, () => undefined)),
    giveBack: () => Promise.resolve(this.answer(null, () => undefined)),
    see: () => Promise.resolve(this.answer(null, () => undefined)),
  };
}

const asComment = ({ id, text, symbol, replyToId }: NewComment): Comment => ({
  id,
  text,
  symbol,
  replyToId,
  author: { id: ME, name: 'Me' },
  at: '2026-11-22T12:00:00.000Z',
  editedAt: null,
  deleted: false,
  resolved: null,
  mentions: [],
});

let store: Store;
let server: Server;
beforeEach(() => {
  store = new Store();
  server = new Server();
});

/** A formula that is opened in this browser, now or again. */
async function open(digit = 1, kept: TextStore | null = store): Promise<TalkRoom> {
  const room = new TalkRoom({
    formula: formula(digit),
    talk: SILENCE,
    userId: ME,
    transport: server.transport,
    openDrafts: () => new Drafts(kept, ME),
  });
  await room.open();
  return room;
}
const texts = () => [...server.said.values()].map(({ text }) => text);

describe('a comment on its way to the server', () => {
  it('arrives, and leaves the field empty', async () => {
    const room = await open();
    room.about({ symbol: { id: 's1' as SymbolId, class: 'x' } });
    room.write('An x?');
    expect(await room.send()).toBe(true);
    expect(room.state.comments).toMatchObject([{ text: 'An x?', symbol: { id: 's1' } }]);
    expect(room.state.draft).toMatchObject({ text: '', symbol: null });
    expect(store.items.size).toBe(0);
    // The next one is another comment.
    room.write('Or a chi?');
    await room.send();
    expect(texts()).toEqual(['An x?', 'Or a chi?']);
  });

  it.each(['unreachable', 'signed out', 'answer lost'] as const)(
    'stays in the field while the server is %s, and is said once in the end',
    async (trouble) => {
      const room = await open();
      room.write('Is this a z?');
      server.trouble = trouble;
      expect(await room.send()).toBe(false);
      expect(room.state.sending.name).toBe(trouble === 'signed out' ? 'signed_out' : 'waiting');
      expect(room.state.draft.text).toBe('Is this a z?');
      await room.resume();
      server.trouble = 'none';
      await room.resume();
      expect(texts()).toEqual(['Is this a z?']);
      expect(room.state.comments).toHaveLength(1);
      expect(room.state.draft.text).toBe('');
    },
  );

  it('survives a closed tab: what was written waits, what was sent goes out', async () => {
    const before = await open();
    before.write('half a th');
    const again = await open();
    expect(again.state.draft.text).toBe('half a th');
    expect(texts()).toEqual([]);
    again.write('half a thought');
    server.trouble = 'unreachable';
    await again.send();
    server.trouble = 'none';
    const { comments } = (await open()).state;
    expect(comments.map(({ text }) => text)).toEqual(['half a thought']);
    expect(store.items.size).toBe(0);
  });

  it('goes out from the next formula, when its own was left', async () => {
    const room = await open(1);
    room.write('To be sent later');
    server.trouble = 'unreachable';
    await room.send();
    const next = await open(2);
    expect(next.state.leftBehind).toMatchObject([{ formula: formula(1), sent: true }]);
    server.trouble = 'none';
    await next.resume();
    expect([...server.said.values()]).toMatchObject([{ text: 'To be sent later', formulaId: formula(1).id }]);
    expect(next.state.leftBehind).toEqual([]);
    expect(next.state.comments).toEqual([]);
  });

  it('is not sent unasked: what was only written is shown on the next formula', async () => {
    (await open(1)).write('unfinished');
    const next = await open(2);
    await next.resume();
    expect(texts()).toEqual([]);
    const [left] = next.state.leftBehind;
    expect(left).toMatchObject({ text: 'unfinished', sent: false });
    server.trouble = 'refuses';
    await next.sendLeftBehind(left!);
    expect(next.state.leftBehind).toMatchObject([{ text: 'unfinished', sent: false }]);
    next.discardLeftBehind(left!);
    expect([next.state.leftBehind, store.items.size]).toEqual([[], 0]);
  });

  it('is not tried again once it is refused, or written on', async () => {
    const room = await open();
    room.write('?');
    server.trouble = 'refuses';
    await room.send();
    expect(room.state.sending).toEqual({ name: 'refused', code: 'not_found' });
    server.trouble = 'none';
    await room.resume();
    expect(texts()).toEqual([]);
    server.trouble = 'unreachable';
    await room.send();
    room.write('? I mean');
    server.trouble = 'none';
    await room.resume();
    expect([texts(), room.state.draft.text]).toEqual([[], '? I mean']);
    await room.send();
    expect(texts()).toEqual(['? I mean']);
  });

  it('is refused here already when it cannot be stored, and is not lost', async () => {
    const room = await open();
    room.write('half \ud83d');
    expect(await room.send()).toBe(false);
    expect(room.state).toMatchObject({ sending: { code: 'invalid_input' }, draft: { text: 'half \ud83d' } });
  });

  it.each([['is full', true] as const, ['keeps nothing', false] as const])(
    'lives as long as the page where the browser’s storage %s',
    async (_, full) => {
      store.full = true;
      const room = await open(1, full ? store : null);
      room.write('still here');
      expect(room.state.draft.text).toBe('still here');
      expect(await room.send()).toBe(true);
      expect(texts()).toEqual(['still here']);
    },
  );

  it('ignores what something else has left in the storage', async () => {
    store.items.set(`formulary/comment/${ME}/${formula(1).id}`, '{"text": 1');
    store.items.set(`formulary/comment/${ME}/${formula(2).id}`, '[]');
    const { draft, leftBehind } = (await open()).state;
    expect([draft.text, leftBehind]).toEqual(['', []]);
  });
});

describe('what is said already', () => {
  it('opens again when it is answered', async () => {
    const room = await open();
    room.write('An x?');
    await room.send();
    const [remark] = room.state.comments;
    await room.resolve(remark!, true);
    expect(room.state.comments[0]?.resolved).not.toBeNull();
    room.about({ replyToId: remark!.id });
    room.write('No, a chi.');
    await room.send();
    expect(room.state.comments).toMatchObject([{ resolved: null }, { replyToId: remark!.id }]);
  });

  it('stays as it was when a step is refused, which is said', async () => {
    const room = await open();
    room.write('An x?');
    await room.send();
    const before = room.state.comments;
    server.trouble = 'unreachable';
    expect(await room.remove(before[0]!)).toBe(false);
    expect(await room.rewrite(before[0]!, 'A y?')).toBe(false);
    expect(room.state).toMatchObject({ comments: before, failure: 'unreachable', busy: false });
    server.trouble = 'none';
    expect(await room.remove(before[0]!)).toBe(true);
    expect(room.state).toMatchObject({ comments: [{ deleted: true, text: '' }], failure: null });
  });

  it('does not vanish when others are asked about while it is said, and what they said is heard too', async () => {
    const room = await open();
    const answers: ((talk: Talk) => void)[] = [];
    server.transport.load = () =>
      new Promise((resolve) => answers.push((value) => resolve({ ok: true, value })));
    const asked = room.refresh();
    room.write('An x?');
    await room.send();
    const [mine] = room.state.comments;
    const theirs = { ...mine!, id: formula(8).id, text: 'A chi.' };
    // As it was before mine arrived.
    answers.shift()?.({ ...SILENCE, comments: [theirs] });
    await Promise.resolve();
    await expect.poll(() => answers.length).toBe(1);
    expect(room.state.comments.map(({ text }) => text)).toEqual(['An x?']);
    answers.shift()?.({ ...SILENCE, comments: [theirs, mine!] });
    await asked;
    expect(room.state.comments.map(({ text }) => text)).toEqual(['A chi.', 'An x?']);
  });

  it('a flag is shown once it is raised, and until it is cleared', async () => {
    const room = await open();
    const flag = { id: formula(7).id, kind: 'needs_help', note: 'How?', leave: false } as const;
    server.trouble = 'unreachable';
    await room.raise(flag);
    expect(room.state.flags).toEqual([]);
    server.trouble = 'none';
    await room.raise(flag);
    await room.raise(flag);
    expect(room.state.flags).toMatchObject([{ id: flag.id, note: 'How?' }]);
    await room.clear(flag.id);
    expect(room.state.flags).toEqual([]);
  });
});
