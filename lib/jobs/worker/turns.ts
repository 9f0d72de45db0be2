/** People go first: batch work waits until nobody waits for an answer. */
export class Turns {
  private waiting = 0;
  private readonly resting: (() => void)[] = [];

  /** Does something that a person waits for. */
  async first<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++;
    try {
      return await work();
    } finally {
      this.waiting--;
      if (this.waiting === 0) for (const goOn of this.resting.splice(0)) goOn();
    }
  }

  /** Resolves when nobody waits. */
  whenIdle(): Promise<void> {
    if (this.waiting === 0) return Promise.resolve();
    return new Promise((resolve) => this.resting.push(resolve));
  }
}
