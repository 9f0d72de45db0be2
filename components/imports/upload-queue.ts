import type { PendingFiles } from './pending-files';
import { isSettled, SignedOut, type SendFile, type UploadItem } from './upload-item';

export type QueueSnapshot = {
  items: readonly UploadItem[];
  paused: boolean;
  /** Why nothing goes on at the moment: tried again by itself, so nobody must act but to sign in. */
  obstacle: 'unreachable' | 'signed_out' | null;
};

type Options = {
  files: PendingFiles;
  send: SendFile;
  /** Files in flight at once. */
  concurrency?: number;
  /** Resolves when it is worth trying again after `attempt` failures in a row. */
  backOff?: (attempt: number) => Promise<void>;
  /** Called once for each batch whose files are all settled. */
  onBatchSettled?: (batchId: string) => void;
};

const waitLonger = (attempt: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.min(30_000, 1000 * 2 ** attempt)));

/**
 * Sends files one request each, a few at a time. A file leaves the store only when the server has
 * answered for it, so that whatever cuts the import off, the rest goes on from there. Subscribable, for
 * useSyncExternalStore.
 */
export class UploadQueue {
  private snapshot: QueueSnapshot = { items: [], paused: false, obstacle: null };
  private readonly listeners = new Set<() => void>();
  private active = 0;
  private failures = 0;
  private waiting = false;

  constructor(private readonly options: Options) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly getSnapshot = () => this.snapshot;

  /** Takes up what an earlier visit left; answers how many files that are. */
  async resume(): Promise<number> {
    const left = await this.options.files.list();
    const known = new Set(this.snapshot.items.map(({ batchId, path }) => `${batchId}/${path}`));
    this.append(left.filter(({ batchId, path }) => !known.has(`${batchId}/${path}`)));
    return left.length;
  }

  async add(batchId: string, files: { path: string; content: Blob }[]): Promise<void> {
    for (const file of files) await this.options.files.put({ batchId, ...file });
    this.append(files.map(({ path }) => ({ batchId, path })));
  }

  setPaused(paused: boolean): void {
    this.update({ paused });
    if (!paused) this.pump();
  }

  /** Forgets every file that is not on its way yet. */
  async discardWaiting(): Promise<void> {
    const waiting = this.snapshot.items.filter(({ outcome }) => outcome === 'waiting');
    this.update({ items: this.snapshot.items.filter(({ outcome }) => outcome !== 'waiting') });
    for (const { batchId, path } of waiting) await this.options.files.remove(batchId, path);
  }

  clearSettled(): void {
    this.update({ items: this.snapshot.items.filter((item) => !isSettled(item)) });
  }

  private append(files: { batchId: string; path: string }[]): void {
    const added = files.map((file): UploadItem => ({ ...file, outcome: 'waiting', reason: null }));
    this.update({ items: [...this.snapshot.items, ...added] });
    this.pump();
  }

  private pump(): void {
    const { concurrency = 2 } = this.options;
    while (this.active < concurrency && !this.snapshot.paused && !this.waiting) {
      const next = this.snapshot.items.find(({ outcome }) => outcome === 'waiting');
      if (!next) return;
      this.active += 1;
      this.change(next, { outcome: 'uploading' });
      void this.send(next).finally(() => {
        this.active -= 1;
        this.pump();
      });
    }
  }

  private async send(item: UploadItem): Promise<void> {
    const { batchId, path } = item;
    try {
      const content = await this.options.files.content(batchId, path);
      if (!content) return this.drop(item);
      const answer = await this.options.send(batchId, path, content);
      this.failures = 0;
      if (this.snapshot.obstacle) this.update({ obstacle: null });
      await this.options.files.remove(batchId, path);
      this.change(item, answer);
      this.reportIfSettled(batchId);
    } catch (error) {
      this.change(item, { outcome: 'waiting' });
      await this.waitForServer(error instanceof SignedOut ? 'signed_out' : 'unreachable');
    }
  }

  private async waitForServer(obstacle: 'unreachable' | 'signed_out'): Promise<void> {
    if (this.waiting) return;
    this.waiting = true;
    this.update({ obstacle });
    await (this.options.backOff ?? waitLonger)(this.failures++);
    this.waiting = false;
  }

  private reportIfSettled(batchId: string): void {
    const ofBatch = this.snapshot.items.filter((item) => item.batchId === batchId);
    if (ofBatch.every(isSettled)) this.options.onBatchSettled?.(batchId);
  }

  private drop({ batchId, path }: UploadItem): void {
    this.update({
      items: this.snapshot.items.filter((item) => item.batchId !== batchId || item.path !== path),
    });
  }

  private change({ batchId, path }: UploadItem, change: Partial<UploadItem>): void {
    this.update({
      items: this.snapshot.items.map((item) =>
        item.batchId === batchId && item.path === path ? { ...item, ...change } : item,
      ),
    });
  }

  private update(change: Partial<QueueSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.listeners) listener();
  }
}
