import { STAGES, type Stage } from '@/lib/domain/stages';
import { Engine, type EngineOptions, type Places, type Priority } from './engine';

export interface EnginePoolOptions extends Omit<EngineOptions, 'overrides' | 'places'> {
  /** Most processes that are alive at the same time. */
  most?: number;
  /** An engine with more to do keeps its place for so long, so that processes are not started in turns. */
  tenureMs?: number;
}

interface Held {
  since: number;
  lastUsed: number;
  working: boolean;
}

interface Waiter {
  engine: Engine;
  priority: Priority;
  resolve(): void;
}

/**
 * Engines for sets of candidates, of which at most `most` have a process at the same time. One that needs a
 * process takes the place of the least recently used one that does not work just now; none is ended while it
 * works. An engine that lost its process starts a new one for its next task: callers never notice but by the time.
 */
export class EnginePool implements Places {
  private readonly engines = new Map<string, Engine>();
  private readonly held = new Map<Engine, Held>();
  private waiters: Waiter[] = [];
  private handing: Promise<void> | null = null;
  private closed = false;

  constructor(private readonly options: EnginePoolOptions = {}) {}

  /** The engine of these candidate folders; stages that are not named are done by the shipped release. */
  engine(folders: Partial<Record<Stage, string>> = {}): Engine {
    const key = JSON.stringify(STAGES.map((stage) => folders[stage] ?? null));
    let engine = this.engines.get(key);
    if (!engine) {
      engine = new Engine({ ...this.options, overrides: folders, places: this });
      this.engines.set(key, engine);
      if (this.closed) void engine.close();
    }
    return engine;
  }

  private get most(): number {
    return this.options.most ?? 2;
  }

  async take(engine: Engine, priority: Priority): Promise<void> {
    if (this.closed) return;
    const place = this.held.get(engine);
    if (place && !this.mustYield(place)) {
      place.working = true;
      return;
    }
    if (place) place.working = false;
    await new Promise<void>((resolve) => {
      const waiter = { engine, priority, resolve };
      const behind = this.waiters.findIndex((other) => other.priority === 'batch');
      if (priority === 'interactive' && behind >= 0) this.waiters.splice(behind, 0, waiter);
      else this.waiters.push(waiter);
      this.hand();
    });
  }

  /** Somebody else waits, and is a person or has waited for this engine long enough. */
  private mustYield({ since }: Held): boolean {
    const [first] = this.waiters;
    if (!first) return false;
    return first.priority === 'interactive' || performance.now() - since >= (this.options.tenureMs ?? 5000);
  }

  leave(engine: Engine): void {
    const place = this.held.get(engine);
    if (!place) return;
    place.working = false;
    place.lastUsed = performance.now();
    this.hand();
  }

  private hand(): void {
    this.handing ??= this.handOut().finally(() => {
      this.handing = null;
      // Somebody may have come while the last place was given away.
      if (this.waiters.length > 0 && this.canHand()) this.hand();
    });
  }

  private canHand(): boolean {
    return this.closed || this.held.size < this.most || this.idle() !== null;
  }

  /** The least recently used engine that is not at work. */
  private idle(): Engine | null {
    const free = [...this.held].filter(([, { working }]) => !working);
    free.sort(([, a], [, b]) => a.lastUsed - b.lastUsed);
    return free[0]?.[0] ?? null;
  }

  private async handOut(): Promise<void> {
    while (this.waiters.length > 0 && this.canHand()) {
      const { engine, resolve } = this.waiters.shift()!;
      if (!this.closed && !this.held.has(engine) && this.held.size >= this.most) {
        const out = this.idle()!;
        // Out of the list first: it must not be taken as idle, nor take its place again, while it ends.
        this.held.delete(out);
        await out.rest();
      }
      const now = performance.now();
      this.held.set(engine, { since: now, lastUsed: now, working: true });
      resolve();
    }
  }

  /** Closes every engine: what waits is refused, what runs has up to `graceMs`. */
  async close(graceMs?: number): Promise<void> {
    this.closed = true;
    this.hand();
    await Promise.all([...this.engines.values()].map((engine) => engine.close(graceMs)));
  }
}
