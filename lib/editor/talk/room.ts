import {
  isOpen,
  NewCommentSchema,
  type Comment,
  type CommentedSymbol,
  type CommentChange,
  type Speaker,
  type Talk,
} from '@/lib/domain/comments';
import type { FlagKind } from '@/lib/domain/flags';
import { randomUuid } from '../uuid';
import type { Draft, Drafts } from './drafts';
import type { Raised, TalkAnswer, TalkTransport } from './transport';

/** How the draft stands: `waiting` goes out by itself once the server answers, `refused` does not. */
export type Sending =
  { name: 'writing' | 'sending' | 'waiting' | 'signed_out' } | { name: 'refused'; code: string };

export interface TalkState extends Talk {
  readonly draft: Draft;
  readonly sending: Sending;
  /** Comments on other formulas that were written and not sent, or not taken by the server. */
  readonly leftBehind: readonly Draft[];
  /** Why the last step other than sending was refused; null when it was not. */
  readonly failure: string | null;
  readonly busy: boolean;
}

/** What a comment is about: the formula, a symbol, or the remark that it answers. */
export type Subject = { symbol?: CommentedSymbol; replyToId?: string };

interface RoomInput {
  readonly formula: { id: string; name: string };
  readonly talk: Talk;
  readonly userId: string;
  readonly transport: TalkTransport;
  readonly openDrafts: () => Drafts;
}

/**
 * What is said about one formula, and the comment that is being written: knows no screen. Nothing outside is touched
 * before `open`. What was written is kept until the server has acknowledged it.
 */
export class TalkRoom {
  #state: TalkState;
  #drafts: Drafts | null = null;
  /** Counts what was said or settled here: an answer to an earlier question is old. */
  #steps = 0;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly input: RoomInput) {
    this.#state = {
      ...input.talk,
      draft: this.#newDraft({}),
      sending: { name: 'writing' },
      leftBehind: [],
      failure: null,
      busy: false,
    };
  }

  get state(): TalkState {
    return this.#state;
  }

  get speaker(): Speaker {
    return { userId: this.input.userId, maySettle: this.#state.maySettle };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes up what was left in this browser, and sends what still has to go out. */
  async open(): Promise<void> {
    if (this.#drafts) return;
    this.#drafts = this.input.openDrafts();
    const draft = this.#drafts.read(this.input.formula.id);
    if (draft) this.#set({ draft });
    await this.resume();
  }

  /** Tries again what was sent and not acknowledged: here, and on formulas that were left. */
  async resume(): Promise<void> {
    if (!this.#drafts) return;
    for (const draft of this.#drafts.except(this.input.formula.id)) {
      if (draft.sent) await this.#deliver(draft);
    }
    this.#showLeftBehind();
    if (this.#state.draft.sent && this.#state.sending.name !== 'sending') await this.send();
  }

  /** Changes what is being written. What was sent and not acknowledged waits for the person again. */
  write(text: string): void {
    if (this.#state.sending.name === 'sending') return;
    this.#setDraft({ ...this.#state.draft, text, sent: false });
    this.#set({ sending: { name: 'writing' } });
  }

  /** Says what the draft is about. */
  about({ symbol, replyToId }: Subject): void {
    if (this.#state.sending.name === 'sending') return;
    this.#setDraft({ ...this.#state.draft, symbol: symbol ?? null, replyToId: replyToId ?? null });
  }

  /** Sends the draft. @returns whether the server has it. */
  async send(): Promise<boolean> {
    const draft = { ...this.#state.draft, sent: true };
    if (draft.text.trim() === '' || this.#state.sending.name === 'sending') return false;
    this.#setDraft(draft);
    this.#set({ sending: { name: 'sending' } });
    const answer = await this.#post(draft);
    if (answer.ok) {
      this.#hear(answer.value);
      this.#drafts?.drop(draft.formula.id);
      this.#set({ draft: this.#newDraft({}), sending: { name: 'writing' } });
      return true;
    }
    if (answer.code === 'unreachable') this.#set({ sending: { name: 'waiting' } });
    else if (answer.code === 'unauthenticated') this.#set({ sending: { name: 'signed_out' } });
    else {
      this.#setDraft({ ...draft, sent: false });
      this.#set({ sending: { name: 'refused', code: answer.code } });
    }
    return false;
  }

  /** Sends a comment that was left behind on another formula. */
  async sendLeftBehind(draft: Draft): Promise<void> {
    this.#drafts?.keep({ ...draft, sent: true });
    await this.#deliver({ ...draft, sent: true });
    this.#showLeftBehind();
  }

  discardLeftBehind(draft: Draft): void {
    this.#drafts?.drop(draft.formula.id);
    this.#showLeftBehind();
  }

  rewrite(comment: Comment, text: string): Promise<boolean> {
    return this.#change(comment, { text });
  }

  resolve(comment: Comment, resolved: boolean): Promise<boolean> {
    return this.#change(comment, { resolved });
  }

  async remove(comment: Comment): Promise<boolean> {
    const answer = await this.#step(() => this.input.transport.remove(comment.id));
    if (answer.ok) this.#hear({ ...comment, deleted: true, text: '', mentions: [] });
    return answer.ok;
  }

  /** Flags the formula; with `leave` it is put aside in the same step. */
  async raise(flag: {
    id: string;
    kind: FlagKind;
    note: string;
    leave: boolean;
  }): Promise<TalkAnswer<Raised>> {
    const answer = await this.#step(() => this.input.transport.raise(this.input.formula.id, flag));
    if (answer.ok) {
      const { flag: raised } = answer.value;
      const others = this.#state.flags.filter(({ id }) => id !== raised.id);
      this.#settle({ flags: [...others, raised] });
    }
    return answer;
  }

  async clear(flagId: string): Promise<boolean> {
    const answer = await this.#step(() => this.input.transport.clear(flagId));
    if (answer.ok) this.#settle({ flags: this.#state.flags.filter(({ id }) => id !== flagId) });
    return answer.ok;
  }

  /** Puts a skipped formula back into the queue, which decides its flags. */
  async giveBack(): Promise<boolean> {
    const answer = await this.#step(() => this.input.transport.giveBack(this.input.formula.id));
    if (answer.ok) this.#settle({ flags: [] });
    return answer.ok;
  }

  /** The person has looked at the comments. */
  async see(): Promise<void> {
    const { unseen } = this.#state;
    if (unseen.length === 0) return;
    const answer = await this.input.transport.see(unseen);
    if (answer.ok) this.#settle({ unseen: [] });
  }

  /** Asks what others have said meanwhile. */
  async refresh(): Promise<void> {
    for (;;) {
      const before = this.#steps;
      const answer = await this.input.transport.load(this.input.formula.id);
      if (!answer.ok || this.#state.busy || this.#state.sending.name === 'sending') return;
      if (before === this.#steps) return this.#set(answer.value);
    }
  }

  dismiss(): void {
    this.#set({ failure: null });
  }

  async #change(comment: Comment, change: CommentChange): Promise<boolean> {
    const answer = await this.#step(() => this.input.transport.change(comment.id, change));
    if (answer.ok) this.#hear(answer.value);
    return answer.ok;
  }

  async #step<Value>(ask: () => Promise<TalkAnswer<Value>>): Promise<TalkAnswer<Value>> {
    this.#set({ busy: true, failure: null });
    const answer = await ask();
    this.#set({ busy: false, failure: answer.ok ? null : answer.code });
    return answer;
  }

  /** Sends a draft of another formula; what is refused waits for its author. */
  async #deliver(draft: Draft): Promise<void> {
    const answer = await this.#post(draft);
    if (answer.ok) this.#drafts?.drop(draft.formula.id);
    else if (answer.code !== 'unreachable' && answer.code !== 'unauthenticated') {
      this.#drafts?.keep({ ...draft, sent: false });
    }
  }

  async #post({ id, text, symbol, replyToId, formula }: Draft): Promise<TalkAnswer<Comment>> {
    const body = NewCommentSchema.safeParse({ id, text, symbol: replyToId ? null : symbol, replyToId });
    if (!body.success) return { ok: false, code: 'invalid_input', message: '' };
    return this.input.transport.post(formula.id, body.data);
  }

  #showLeftBehind() {
    this.#set({ leftBehind: this.#drafts?.except(this.input.formula.id) ?? [] });
  }

  /** Takes in a comment; an answer opens its remark again, as on the server. */
  #hear(comment: Comment) {
    const known = this.#state.comments.some(({ id }) => id === comment.id);
    const comments = known
      ? this.#state.comments.map((other) => (other.id === comment.id ? comment : other))
      : [...this.#state.comments, comment];
    this.#settle({
      comments: comments.map((other) =>
        !known && other.id === comment.replyToId && !isOpen(other) ? { ...other, resolved: null } : other,
      ),
    });
  }

  #newDraft({ symbol, replyToId }: Subject): Draft {
    const { formula } = this.input;
    return {
      id: randomUuid(),
      formula,
      symbol: symbol ?? null,
      replyToId: replyToId ?? null,
      text: '',
      sent: false,
    };
  }

  #setDraft(draft: Draft) {
    const wasEmpty = this.#state.draft.text.trim() === '';
    this.#set({ draft });
    if (draft.text.trim() !== '') this.#drafts?.keep(draft);
    else if (!wasEmpty) this.#drafts?.drop(draft.formula.id);
  }

  /** Takes in what the server has acknowledged. */
  #settle(patch: Partial<Talk>) {
    this.#steps += 1;
    this.#set(patch);
  }

  #set(patch: Partial<TalkState>) {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }
}
