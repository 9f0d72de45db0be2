import type { Annotation } from '@/lib/domain/annotation/schema';
import type { History } from '../history/history';
import { backoff, type Clock } from './clock';
import { draftsOf, setAside } from './conflicts';
import { foreignChanges, joinChanges, NOTHING_FOREIGN, type ForeignChange } from './foreign';
import type { ConflictDraft, JournalEntry } from './journal';
import { JournalKeeper } from './keeper';
import {
  acknowledge,
  append,
  MAX_BATCH,
  rebase,
  takeBatch,
  unsend,
  type Ledger,
  type PendingEdit,
} from './pending';
import type { SaveStatus } from './status';
import { isAboutContent, type LoadOutcome, type SaveOutcome, type SaveTransport } from './transport';

/** Edits made within this time leave in one batch. Flushing does not wait for it. */
const GATHER_MS = 300;

export interface SaveClientInput {
  readonly ledger: Ledger;
  readonly conflicts: readonly ConflictDraft[];
  /** What others have changed since the formula came to the screen. */
  readonly foreign?: readonly ForeignChange[];
  readonly transport: SaveTransport;
  readonly clock: Clock;
  /** Writes the journal; rejects when this browser cannot keep it. */
  readonly keep: (entry: JournalEntry) => Promise<void>;
  readonly history: () => History;
  /** The document after unsaved edits were put on top of somebody else's. */
  readonly onDocument: (document: Annotation) => void;
  readonly random?: () => number;
}

type Block = Extract<SaveStatus, { name: 'lease_lost' | 'signed_out' | 'refused' }>;

/**
 * Saves edits by the save protocol: journal first, one batch in flight, the same batch again until
 * the server has said what became of it, unsaved edits rebased when somebody else was faster.
 */
export class SaveClient {
  #ledger: Ledger;
  #conflicts: readonly ConflictDraft[];
  #block: Block | null = null;
  #attempt = 0;
  /** Edits in a batch: fewer while the server refuses something among them. */
  #limit = MAX_BATCH;
  #savedAt: number | null = null;
  #stopped = false;
  #foreign: readonly ForeignChange[];
  #running: Promise<void> | null = null;
  /** What is unsaved is sent although the lease is lost: the server keeps it as a draft. */
  #draftRest = false;
  #callOff: (() => void) | null = null;
  readonly #journal: JournalKeeper;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly input: SaveClientInput) {
    this.#ledger = input.ledger;
    this.#conflicts = input.conflicts;
    this.#foreign = input.foreign ?? NOTHING_FOREIGN;
    const { keep } = input;
    this.#journal = new JournalKeeper({ entry: () => this.#entry(), keep, onKept: () => this.#changed() });
    if (this.#ledger.pending.length > 0) this.#schedule(0);
  }

  /** The state of saving. */
  get status(): SaveStatus {
    const unsaved = this.#ledger.pending.length;
    if (this.#block) return { ...this.#block, unsaved };
    if (this.#attempt > 0 && unsaved > 0) return { name: 'offline', unsaved };
    if (this.#conflicts.length > 0) return { name: 'conflict', conflicts: this.#conflicts.length, unsaved };
    return unsaved > 0 ? { name: 'saving', unsaved } : { name: 'saved', at: this.#savedAt };
  }

  get conflicts(): readonly ConflictDraft[] {
    return this.#conflicts;
  }

  /** Nothing is unsaved and nothing waits for a decision: the journal holds nothing that would be missed. */
  get clear(): boolean {
    return this.#ledger.pending.length + this.#conflicts.length === 0;
  }

  get version(): number {
    return this.#ledger.version;
  }

  /** False when this browser cannot keep unsaved edits (private window, full disk): then closing the tab loses them. */
  get kept(): boolean {
    return this.#journal.kept;
  }

  /** What others have changed meanwhile, until it is `seen`. */
  get foreign(): readonly ForeignChange[] {
    return this.#foreign;
  }

  /** The person has been shown what others have changed. */
  seen(): void {
    if (this.#foreign.length === 0) return;
    this.#foreign = NOTHING_FOREIGN;
    this.#changed();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes an edit that the editor has made, keeps it, and sends it soon. */
  add(edit: PendingEdit): void {
    this.#ledger = append(this.#ledger, edit);
    void this.persist();
    if (this.#attempt === 0) this.#schedule(GATHER_MS);
    this.#changed();
  }

  /** Sends everything now. @returns whether the server has all of it. */
  async flush(): Promise<boolean> {
    await this.#run();
    return this.#ledger.pending.length === 0 && this.#block === null;
  }

  /** Tries again at once: the network is back, or the person has signed in again. */
  resume(): Promise<boolean> {
    if (this.#block && this.#block.name !== 'lease_lost') this.#block = null;
    this.#changed();
    return this.flush();
  }

  /**
   * Saves what is left, then takes in what the server has: something else has changed it.
   * @param by `self` where the person asked for the change, and so knows of it.
   */
  async refresh(by: 'self' | 'others'): Promise<boolean> {
    if (!(await this.flush())) return false;
    const now = await this.input.transport.load();
    if (now.kind !== 'loaded') return false;
    if (by === 'others') this.#notice(this.#ledger.base, now.annotation);
    this.#adopt(this.#ledger.pending, now.annotation, now.version);
    void this.persist();
    this.#changed();
    return true;
  }

  /** The server has said elsewhere (heartbeat, submit) that somebody else holds the formula. */
  loseLease(message: string): void {
    const drafts = this.#block?.name === 'lease_lost' ? this.#block.drafts : [];
    this.#block = { name: 'lease_lost', message, drafts, unsaved: 0 };
    this.#draftRest = this.#ledger.pending.length > 0;
    this.#changed();
    if (!this.#draftRest) return;
    // A batch that is under way may end without the rest, e.g. when it was not answered.
    if (this.#running) void this.#running.then(() => this.#run());
    else void this.#run();
  }

  /** The person has decided about a conflict; the draft is no longer needed. */
  dismiss(id: string): void {
    this.#conflicts = this.#conflicts.filter((draft) => draft.id !== id);
    void this.persist();
    this.#changed();
  }

  /**
   * Sends nothing any more; what is unsaved stays in the journal for the next one who opens it.
   * @param keep false where the journal is going to be forgotten: it is not written once more, only left alone
   */
  async stop({ keep = true }: { keep?: boolean } = {}): Promise<void> {
    this.#stopped = true;
    this.#callOff?.();
    await (keep ? this.persist() : this.#journal.idle());
  }

  /** Resolves when the journal holds what is known now. */
  persist(): Promise<void> {
    return this.#journal.persist();
  }

  #entry(): JournalEntry {
    const { version, sent, pending } = this.#ledger;
    const { clock, history } = this.input;
    return {
      version,
      sent,
      pending: [...pending],
      conflicts: [...this.#conflicts],
      history: history(),
      writtenAt: clock.now(),
    };
  }

  #schedule(ms: number) {
    if (this.#callOff || this.#stopped) return;
    this.#callOff = this.input.clock.after(ms, () => {
      this.#callOff = null;
      void this.#run();
    });
  }

  #run(): Promise<void> {
    this.#callOff?.();
    this.#callOff = null;
    this.#running ??= this.#sendAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #sendAll() {
    const open = () => !this.#stopped && (this.#block === null || this.#draftRest || this.#drafting());
    while (open() && this.#ledger.pending.length > 0) {
      const { ledger, edits } = takeBatch(this.#ledger, this.#limit);
      this.#ledger = ledger;
      // The journal must know what is under way before it leaves, or a reload could not tell.
      await this.persist();
      if (this.#stopped) return;
      const outcome = await this.input.transport.save({ baseVersion: ledger.version, edits });
      if (this.#stopped) return;
      const goOn = await this.#settle(outcome, edits.length);
      await this.persist();
      this.#changed();
      if (!goOn) return;
    }
  }

  /** After the lease is lost, what is left is sent too: the server keeps it as a draft. */
  #drafting(): boolean {
    return this.#block?.name === 'lease_lost' && this.#block.drafts.length > 0;
  }

  /** @returns whether to go on with the next batch. */
  async #settle(outcome: SaveOutcome, size: number): Promise<boolean> {
    switch (outcome.kind) {
      case 'saved':
        if (outcome.alreadySaved.length > 0) return this.#replayed();
        this.#ledger = acknowledge(this.#ledger, outcome.version);
        return this.#arrived();
      case 'stale':
        this.#notice(this.#ledger.base, outcome.annotation);
        this.#adopt(this.#ledger.pending, outcome.annotation, outcome.version);
        return true;
      case 'lease_lost': {
        const drafts = this.#block?.name === 'lease_lost' ? this.#block.drafts : [];
        const { draftId, message } = outcome;
        this.#ledger = unsend(this.#ledger);
        this.#draftRest &&= draftId !== null;
        if (draftId !== null) this.#ledger = { ...this.#ledger, pending: this.#ledger.pending.slice(size) };
        this.#block = {
          name: 'lease_lost',
          message,
          drafts: draftId === null ? drafts : [...drafts, draftId],
          unsaved: 0,
        };
        return draftId !== null;
      }
      // Says nothing of what became of an earlier try of the same batch, so it stays the batch to send.
      case 'signed_out':
        return this.#stopAt(outcome);
      case 'refused':
        if (isAboutContent(outcome)) return this.#leaveOut(size);
        return this.#stopAt(outcome);
      case 'unreachable':
        return this.#stopAt(outcome);
    }
  }

  /**
   * Nothing of the batch was applied. In smaller ones everything goes through but the edit that offends; that
   * one is set aside for the person, so that it holds up nothing else.
   */
  async #leaveOut(size: number): Promise<boolean> {
    this.#ledger = unsend(this.#ledger);
    if (size > 1) {
      this.#limit = Math.ceil(size / 2);
      return true;
    }
    const now = await this.input.transport.load();
    if (now.kind !== 'loaded') return this.#stopAt(now);
    const { pending, base } = this.#ledger;
    this.#notice(base, now.annotation);
    const { ledger, document, conflicts } = setAside(pending.slice(0, 1), pending.slice(1), now);
    this.#ledger = ledger;
    this.#conflicts = [...this.#conflicts, ...conflicts];
    this.input.onDocument(document);
    return true;
  }

  #stopAt(outcome: Exclude<LoadOutcome, { kind: 'loaded' }>): false {
    if (outcome.kind === 'unreachable') {
      this.#retry();
      return false;
    }
    this.#draftRest = false;
    if (outcome.kind === 'signed_out') this.#block = { name: 'signed_out', unsaved: 0 };
    else this.#block = { name: 'refused', code: outcome.code, message: outcome.message, unsaved: 0 };
    return false;
  }

  /** A batch whose first answer was lost had arrived. Others may have edited since, so look again. */
  async #replayed(): Promise<boolean> {
    const now = await this.input.transport.load();
    if (now.kind !== 'loaded') return this.#stopAt(now);
    const { base } = acknowledge(this.#ledger, now.version);
    this.#notice(base, now.annotation);
    this.#adopt(this.#ledger.pending.slice(this.#ledger.sent), now.annotation, now.version);
    return this.#arrived();
  }

  #arrived(): boolean {
    this.#attempt = 0;
    if (this.#ledger.pending.length === 0) this.#limit = MAX_BATCH;
    this.#savedAt = this.input.clock.now();
    return true;
  }

  /** Remembers what others have changed between what was known and what the server has. */
  #notice(known: Annotation, now: Annotation) {
    const changes = foreignChanges(known, now);
    if (changes.length > 0) this.#foreign = joinChanges(this.#foreign, changes);
  }

  #adopt(pending: readonly PendingEdit[], base: Annotation, version: number) {
    const rebased = rebase(pending, base, version);
    this.#ledger = rebased.ledger;
    this.#conflicts = [...this.#conflicts, ...draftsOf(pending, rebased.conflicts)];
    this.input.onDocument(rebased.document);
  }

  #retry() {
    this.#schedule(backoff(this.#attempt, this.input.random));
    this.#attempt += 1;
  }

  #changed() {
    for (const listener of this.#listeners) listener();
  }
}
