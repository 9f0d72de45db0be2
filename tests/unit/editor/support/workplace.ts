import type { Annotation } from '@/lib/domain/annotation/schema';
import { Editor, type EditorInput } from '@/lib/editor/editor';
import type { Clock } from '@/lib/editor/save/clock';
import { JournalEntrySchema, type Journal, type JournalEntry } from '@/lib/editor/save/journal';
import { EditingSession } from '@/lib/editor/save/session';
import type { SaveTransport } from '@/lib/editor/save/transport';
import type { TabChannel, TabLock, TabMessage } from '@/lib/editor/save/tabs';
import { CLASSES, IMAGE, SQUARE } from './formulas';
import type { ModelServer } from './model-server';

/** Time that passes when told to. */
export class TestClock implements Clock {
  #now = 1_000_000;
  #timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets `ms` go by, and everything that falls due in it happen. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settled();
    }
    this.#now = end;
  }
}

/** Everything that was under way in this turn of the event loop has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A browser's storage; entries go through JSON and the schema, as on a disk. */
export class TestJournal implements Journal {
  entries = new Map<string, string>();
  broken = false;
  writes = 0;

  async read({
    userId,
    annotationId,
  }: {
    userId: string;
    annotationId: string;
  }): Promise<JournalEntry | null> {
    const text = this.entries.get(`${userId}/${annotationId}`);
    return text === undefined ? null : JournalEntrySchema.parse(JSON.parse(text));
  }

  async write(key: { userId: string; annotationId: string }, entry: JournalEntry): Promise<void> {
    if (this.broken) throw new Error('QuotaExceededError');
    this.writes += 1;
    this.entries.set(`${key.userId}/${key.annotationId}`, JSON.stringify(entry));
  }

  async forget({ userId, annotationId }: { userId: string; annotationId: string }): Promise<void> {
    this.entries.delete(`${userId}/${annotationId}`);
  }

  async tidy(): Promise<void> {
    // Nothing here grows old.
  }
}

/** All tabs of one browser: who holds the lock, and who hears whom. */
export class TestBrowser {
  readonly journal = new TestJournal();
  #queue: (() => void)[] = [];
  #held = false;
  #listeners = new Map<symbol, (message: TabMessage) => void>();

  lock(): TabLock {
    return {
      acquire: (onWait) => {
        if (!this.#held) return Promise.resolve(this.#hold());
        return new Promise((resolve) => {
          this.#queue.push(() => resolve(this.#hold()));
          onWait();
        });
      },
    };
  }

  channel(): TabChannel {
    const me = Symbol('tab');
    return {
      post: (message) => {
        const copy = structuredClone(message);
        for (const [tab, listener] of this.#listeners) if (tab !== me) listener(copy);
      },
      listen: (listener) => void this.#listeners.set(me, listener),
      close: () => void this.#listeners.delete(me),
    };
  }

  #hold(): () => void {
    this.#held = true;
    let gone = false;
    return () => {
      if (gone) return;
      gone = true;
      this.#held = false;
      this.#queue.shift()?.();
    };
  }
}

export type MakeEditor = (input: EditorInput) => Editor;

export interface Tab {
  readonly editor: Editor;
  readonly session: EditingSession;
  /** The browser's process dies: nothing that the tab knew is written or sent any more. */
  kill(): void;
}

/** `target` until the tab dies; afterwards nothing answers. */
function mortal<Target extends object>(target: Target, isDead: () => boolean): Target {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name, object);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) =>
        isDead() ? new Promise(() => undefined) : (Reflect.apply(value, object, given) as unknown);
    },
  });
}

/**
 * Opens the server's annotation in a tab, as the page would, and waits until it may be edited.
 * @param page what came with the page, where that was fetched earlier
 */
export async function openTab(
  server: ModelServer,
  browser: TestBrowser,
  clock: Clock,
  makeEditor: MakeEditor = (input) => new Editor(input),
  page: { readonly version: number; readonly annotation: Annotation } = server,
): Promise<Tab> {
  const { version } = page;
  const annotation: Annotation = structuredClone(page.annotation);
  const editor = makeEditor({ annotation, prediction: SQUARE, image: IMAGE, classes: CLASSES });
  let dead = false;
  let letGo = () => {};
  const isDead = () => dead;
  const lock = browser.lock();
  const session = new EditingSession({
    editor,
    key: { userId: 'user-1', annotationId: 'annotation-1' },
    server: { version, annotation },
    predictionId: null,
    transport: mortal<SaveTransport>(server, isDead),
    journal: mortal<Journal>(browser.journal, isDead),
    lock: { acquire: async (onWait) => (letGo = await lock.acquire(onWait)) },
    openChannel: () => mortal(browser.channel(), isDead),
    clock,
    random: () => 0.5,
  });
  void session.start();
  await settled();
  const kill = () => {
    dead = true;
    letGo();
  };
  return { editor, session, kill };
}
