import type { JournalEntry } from './journal';

interface KeeperInput {
  /** What is known now. */
  readonly entry: () => JournalEntry;
  /** Writes the journal; rejects when this browser cannot keep it. */
  readonly keep: (entry: JournalEntry) => Promise<void>;
  /** `kept` has changed. */
  readonly onKept: () => void;
}

/** Writes the journal, one entry at a time: what changes meanwhile is written by the next. */
export class JournalKeeper {
  #kept = true;
  #writing: Promise<void> | null = null;
  #dirty = false;

  constructor(private readonly input: KeeperInput) {}

  /** False when this browser could not keep the last entry (private window, full disk). */
  get kept(): boolean {
    return this.#kept;
  }

  /** Resolves when the journal holds what is known now. */
  persist(): Promise<void> {
    this.#dirty = true;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.#writing ?? Promise.resolve();
  }

  async #write() {
    const { entry, keep, onKept } = this.input;
    while (this.#dirty) {
      this.#dirty = false;
      const kept = await keep(entry()).then(
        () => true,
        () => false,
      );
      if (kept === this.#kept) continue;
      this.#kept = kept;
      onKept();
    }
  }
}
