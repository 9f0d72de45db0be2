import { describe, expect, it } from 'vitest';
import { askedLock, type Wire } from '@/lib/editor/save/asked-lock';
import { firstOf } from '@/lib/editor/save/locks';
import type { TabLock } from '@/lib/editor/save/tabs';
import { TestClock } from './support/workplace';

/** Tabs that hear each other. */
class Ether {
  readonly #tabs = new Map<Wire, (message: unknown) => void>();

  open(): Wire {
    const wire: Wire = {
      post: (message) => {
        for (const [other, listener] of [...this.#tabs])
          if (other !== wire) listener(structuredClone(message));
      },
      listen: (listener) => void this.#tabs.set(wire, listener),
      close: () => void this.#tabs.delete(wire),
    };
    return wire;
  }

  get tabs(): number {
    return this.#tabs.size;
  }
}

function browser() {
  const [ether, clock] = [new Ether(), new TestClock()];
  /** A tab that wants the lock: what has happened to it so far, and how it goes. */
  const tab = () => {
    const seen: string[] = [];
    let [letGo, wire] = [() => {}, undefined as Wire | undefined];
    const lock = askedLock(() => (wire = ether.open()), clock);
    void lock
      .acquire(() => void seen.push('waits'))
      .then((release) => {
        seen.push('holds');
        letGo = release;
      });
    return { seen, letGo: () => letGo(), die: () => wire?.close() };
  };
  return { ether, clock, tab };
}

describe('a lock between tabs without Web Locks', () => {
  it('is had by whoever is alone', async () => {
    const { clock, tab } = browser();
    const only = tab();
    await clock.pass(200);
    expect(only.seen).toEqual(['holds']);
  });

  it('is had by one at a time, in the order of coming, and falls to the next at once', async () => {
    const { clock, tab, ether } = browser();
    const first = tab();
    await clock.pass(200);
    const second = tab();
    await clock.pass(200);
    const third = tab();
    await clock.pass(10_000);
    expect([first.seen, second.seen, third.seen]).toEqual([['holds'], ['waits'], ['waits']]);
    first.letGo();
    first.letGo();
    await clock.pass(200);
    expect([second.seen, third.seen]).toEqual([['waits', 'holds'], ['waits']]);
    second.letGo();
    await clock.pass(200);
    third.letGo();
    expect([third.seen, ether.tabs]).toEqual([['waits', 'holds'], 0]);
  });

  it('is had by one of those who come in the same moment', async () => {
    const { clock, tab } = browser();
    const both = [tab(), tab()];
    await clock.pass(10_000);
    expect(both.map(({ seen }) => seen.at(-1)).sort()).toEqual(['holds', 'waits']);
  });

  it('falls to the next when the tab that has it dies without a word', async () => {
    const { clock, tab } = browser();
    const first = tab();
    await clock.pass(200);
    const second = tab();
    await clock.pass(5_000);
    expect(second.seen).toEqual(['waits']);
    first.die();
    await clock.pass(2_000);
    expect(second.seen).toEqual(['waits', 'holds']);
  });

  it('is taken the other way where the browser refuses the first one', async () => {
    const refused: TabLock = { acquire: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    const { clock, ether } = browser();
    const lock = firstOf(
      refused,
      askedLock(() => ether.open(), clock),
    );
    let held = false;
    void lock.acquire(() => undefined).then(() => (held = true));
    await clock.pass(200);
    expect(held).toBe(true);
  });

  it('is had by everybody where no way is left: nobody is kept out of the formula', async () => {
    const broken = (): Wire => {
      throw new DOMException('no', 'SecurityError');
    };
    const letGo = await firstOf(askedLock(broken, new TestClock())).acquire(() => undefined);
    expect(letGo()).toBeUndefined();
  });
});
