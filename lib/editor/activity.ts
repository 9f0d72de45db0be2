/** A longer pause than this is not work on the formula: lunch, a telephone, another window. */
export const IDLE_AFTER_MS = 60_000;

/** Adds up the time in which a person is active: gaps between their inputs, long ones left out. */
export class ActivityMeter {
  #last: number;
  #active = 0;

  constructor(now: number) {
    this.#last = now;
  }

  /** Any input: a key, a pointer, a wheel. `now` in milliseconds. */
  touch(now: number): void {
    const gap = now - this.#last;
    if (gap > 0 && gap <= IDLE_AFTER_MS) this.#active += gap;
    this.#last = now;
  }

  /** Milliseconds of activity since the last time it was asked. */
  take(now: number): number {
    this.touch(now);
    const active = Math.round(this.#active);
    this.#active = 0;
    return active;
  }
}
