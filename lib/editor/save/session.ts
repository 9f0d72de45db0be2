import type { Annotation } from '@/lib/domain/annotation/schema';
import { ActivityMeter } from '../activity';
import type { Committed, Editor } from '../editor';
import { randomUuid } from '../uuid';
import { SaveClient } from './client';
import type { Clock } from './clock';
import { takeMine } from './conflicts';
import { NOTHING_FOREIGN, type ForeignChange } from './foreign';
import type { ConflictDraft, Journal, JournalKey } from './journal';
import { pauses, recover } from './recover';
import type { SaveStatus } from './status';
import type { TabChannel, TabLock, TabMessage } from './tabs';
import type { SaveTransport } from './transport';

export interface SessionInput {
  readonly editor: Editor;
  readonly key: JournalKey;
  /** The annotation as it came with the page. */
  readonly server: { readonly version: number; readonly annotation: Annotation };
  readonly predictionId: string | null;
  readonly transport: SaveTransport;
  readonly journal: Journal;
  readonly lock: TabLock;
  /** Opens the channel between tabs; closed when the session ends. */
  readonly openChannel: () => TabChannel;
  readonly clock: Clock;
  readonly random?: () => number;
}

/** Undo histories without unsaved edits are kept this long. */
const KEEP_HISTORY_MS = 14 * 24 * 3_600_000;

/**
 * One person's work on one annotation in one tab: the editor, its saving, and the other tabs. Of
 * several tabs one edits and saves; the others follow what it shows and may take over.
 */
export class EditingSession {
  #client: SaveClient | null = null;
  #letGo: (() => void) | null = null;
  #channel: TabChannel | null = null;
  #phase: 'opening' | 'following' | 'editing' | 'ended' = 'opening';
  /** Counts starts, so that what an ended one still waited for does nothing. */
  #visit = 0;
  #conflicts: readonly ConflictDraft[] = [];
  #failure: SaveStatus | null = null;
  #announced: readonly ForeignChange[] = NOTHING_FOREIGN;
  /** How many requests are under way that the document must not change under. */
  #holds = 0;
  readonly #activity: ActivityMeter;
  readonly #listeners = new Set<() => void>();
  #endings: (() => void)[] = [];

  constructor(private readonly input: SessionInput) {
    this.#activity = new ActivityMeter(input.clock.now());
    input.editor.update({ readOnly: true });
  }

  /** Starts editing, or following while another tab edits. Resolves when this tab edits. */
  async start(): Promise<void> {
    const visit = ++this.#visit;
    this.#endings.forEach((ending) => ending());
    const { editor, openChannel } = this.input;
    const channel = openChannel();
    this.#channel = channel;
    channel.listen((message) => this.#hear(message));
    this.#endings = [
      editor.onCommit((change) => this.#save(change)),
      editor.subscribe(() => this.#tell()),
      () => channel.close(),
    ];
    this.#enter('opening');
    await this.#edit(visit, false);
  }

  /** Waits for its turn among the tabs, and then opens the formula. */
  async #edit(visit: number, followed: boolean): Promise<void> {
    let waited = followed;
    const letGo = await this.input.lock.acquire(() => {
      if (visit !== this.#visit) return;
      waited = true;
      this.#enter('following');
      this.#channel?.post({ type: 'ask' });
    });
    if (visit !== this.#visit) return letGo();
    this.#letGo = letGo;
    // After following, what came with the page is old.
    await this.#open(visit, letGo, waited ? null : this.input.server);
  }

  /** Takes up what an earlier visit left, and lets the person edit. `server` null: loads the annotation now. */
  async #open(visit: number, letGo: () => void, server: SessionInput['server'] | null): Promise<void> {
    const { editor, journal, key, clock, transport, random } = this.input;
    this.#failure = null;
    this.#enter('opening');
    const entry = await journal.read(key).catch(() => null);
    const recovered = await recover(entry, server, transport, pauses(clock, random));
    if (visit !== this.#visit) return letGo();
    if (recovered.kind === 'refused') {
      const { code, message } = recovered;
      this.#failure = { name: 'refused', code, message, unsaved: entry?.pending.length ?? 0 };
      return this.#changed();
    }
    editor.receive(recovered.document);
    editor.restoreHistory(recovered.history);
    this.#client = new SaveClient({
      ledger: recovered.ledger,
      conflicts: recovered.conflicts,
      foreign: recovered.foreign,
      transport,
      clock,
      keep: (written) => journal.write(key, written),
      history: () => editor.state.history,
      onDocument: (document) => editor.receive(document),
      ...(random && { random }),
    });
    this.#client.subscribe(() => this.#onSaving());
    this.#enter('editing');
    this.#onSaving();
    void journal.tidy(clock.now() - KEEP_HISTORY_MS).catch(() => undefined);
  }

  get phase(): 'opening' | 'following' | 'editing' | 'ended' {
    return this.#phase;
  }

  get status(): SaveStatus {
    if (this.#phase === 'following') return { name: 'following' };
    return this.#client?.status ?? this.#failure ?? { name: 'opening', unsaved: 0 };
  }

  get conflicts(): readonly ConflictDraft[] {
    return this.#conflicts;
  }

  /** What others have changed while the formula was on the screen, until `seen`; the same list while it is the same. */
  get foreign(): readonly ForeignChange[] {
    return this.#client?.foreign ?? NOTHING_FOREIGN;
  }

  /** Whether others have changed something since this was last asked. */
  surprised(): boolean {
    const { foreign } = this;
    const news = foreign.length > 0 && foreign !== this.#announced;
    this.#announced = foreign;
    return news;
  }

  /** The person has looked at what others have changed. */
  seen(): void {
    this.#client?.seen();
  }

  /** The version that the server has of what is saved; what submit and approve name. */
  get version(): number {
    return this.#client?.version ?? this.input.server.version;
  }

  /** Does this browser keep unsaved edits when the tab is closed? */
  get kept(): boolean {
    return this.#client?.kept ?? true;
  }

  /** Calls `listener` whenever `status`, `conflicts` or `phase` may have changed. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The person did something: counts as active time. */
  touch(): void {
    this.#activity.touch(this.input.clock.now());
  }

  /** Lets nobody edit until the returned function is called: what is being submitted must stay what it is. */
  hold(): () => void {
    let held = true;
    this.#holds += 1;
    this.#setReadOnly();
    return () => {
      if (held) this.#holds -= 1;
      held = false;
      this.#setReadOnly();
    };
  }

  /** Saves everything now. @returns whether the server has all of it. */
  flush(): Promise<boolean> {
    return this.#client?.flush() ?? Promise.resolve(false);
  }

  /** Tries again at once: to save, or, where the server has refused the opening, to open. */
  resume(): void {
    if (this.#client) return void this.#client.resume();
    if (!this.#failure || !this.#letGo) return;
    void this.#open(this.#visit, this.#letGo, null);
  }

  /**
   * Takes in a change that was made on the server.
   * @param by `self`: on purpose, e.g. by applying a draft; what `others` did is told.
   */
  refresh(by: 'self' | 'others' = 'self'): Promise<boolean> {
    return this.#client?.refresh(by) ?? Promise.resolve(false);
  }

  /** Somebody else holds the formula, as a heartbeat or a submit has been told. */
  loseLease(message: string): void {
    this.#client?.loseLease(message);
  }

  /** Asks the tab that edits to let this one do so. */
  takeOver(): void {
    this.#channel?.post({ type: 'hand_over' });
  }

  /**
   * Sets the person's own value after all (`mine`), or agrees with the other's.
   * @returns false when the value cannot be set; the draft, which is all that holds it, is kept then.
   */
  decide(draft: ConflictDraft, choice: 'mine' | 'theirs'): boolean {
    const { editor } = this.input;
    if (choice === 'mine') {
      const mine = editor.state.readOnly ? null : takeMine(editor.state.annotation, draft);
      if (!mine) return false;
      editor.change('conflict.take_mine', () => mine);
    }
    this.#client?.dismiss(draft.id);
    return true;
  }

  /** The formula is done (submitted, skipped): nothing of it needs to be kept here that the server has. */
  async finish(): Promise<void> {
    await this.#end(this.#client?.clear ?? false);
  }

  /** Leaves the formula; what is unsaved stays in the journal. */
  end(): Promise<void> {
    return this.#end(false);
  }

  /** @param forget the journal's entry; without a client another tab or visit has it, and it is not this one's to forget */
  async #end(forget: boolean): Promise<void> {
    if (this.#phase === 'ended') return;
    this.#visit += 1;
    this.#enter('ended');
    const [client, letGo] = [this.#client, this.#letGo];
    this.#client = null;
    this.#letGo = null;
    this.#endings.forEach((ending) => ending());
    this.#endings = [];
    await client?.stop({ keep: !forget });
    // Before the next tab may open the formula.
    if (forget) await this.input.journal.forget(this.input.key).catch(() => undefined);
    letGo?.();
  }

  #save({ diff, action, mark, source }: Committed) {
    const { clock, predictionId } = this.input;
    const activeMs = this.#activity.take(clock.now());
    this.#client?.add({ id: randomUuid(), diff, action, mark, source, activeMs, predictionId });
  }

  #told: Annotation | null = null;
  /** Whether another tab has ever said anything; without one, nobody is told what would be a copy of everything. */
  #heard = false;

  #tell() {
    const { annotation } = this.input.editor.state;
    if (!this.#heard || this.#phase !== 'editing' || annotation === this.#told) return;
    this.#told = annotation;
    this.#channel?.post({ type: 'document', annotation });
  }

  #hear(message: TabMessage) {
    const { editor } = this.input;
    this.#heard = true;
    if (message.type === 'document' && this.#phase === 'following') editor.receive(message.annotation);
    if (this.#phase !== 'editing') return;
    if (message.type === 'ask')
      this.#channel?.post({ type: 'document', annotation: editor.state.annotation });
    if (message.type === 'hand_over') void this.#handOver();
  }

  async #handOver() {
    const [client, letGo] = [this.#client, this.#letGo];
    this.#client = null;
    this.#letGo = null;
    this.#enter('following');
    await client?.stop();
    letGo?.();
    await this.#edit(this.#visit, true);
  }

  #onSaving() {
    this.#conflicts = this.#client?.conflicts ?? [];
    this.#setReadOnly();
    this.#changed();
  }

  #enter(phase: typeof this.phase) {
    this.#phase = phase;
    this.#setReadOnly();
    this.#changed();
  }

  #setReadOnly() {
    // Whoever may not save would only make more that is not saved.
    const barred = this.status.name === 'lease_lost' || this.status.name === 'refused';
    const readOnly = this.#phase !== 'editing' || this.#holds > 0 || barred;
    if (this.input.editor.state.readOnly !== readOnly) this.input.editor.update({ readOnly });
  }

  #changed() {
    for (const listener of this.#listeners) listener();
  }
}
