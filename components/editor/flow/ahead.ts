import type { EditorPayload } from '@/lib/domain/editor-payload';
import type { Answer } from './api';

export type NextFormula = Answer<EditorPayload | null>;

export interface AheadInput {
  /** Asks the server for the formula after those in `except`, leased. */
  readonly fetch: (except: readonly string[]) => Promise<NextFormula>;
  /** Has its picture decoded; may fail, and the formula is shown without. */
  readonly prepare: (payload: EditorPayload) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Two: who accepts one at a glance accepts the next one too. More would be taken away from others for nothing. */
const DEPTH = 2;
/** A lease that ends sooner than this is asked for again before its formula is shown. */
const LEASE_LEFT_MS = 60_000;

/** The formulas that come next: fetched, leased and decoded while the one before is worked on. */
export class Ahead {
  #waiting: EditorPayload[] = [];
  #filling: Promise<void> | null = null;
  /** On the screen, and just before: they are this person's too, and not what comes next. */
  #shown: string[] = [];

  constructor(private readonly input: AheadInput) {}

  /** Fetches what is missing, in the background. `current` is on the screen. */
  fill(current: string): void {
    this.#show(current);
    this.#filling ??= this.#fetch().finally(() => {
      this.#filling = null;
    });
  }

  /**
   * The formula after `current`, without a request where one waits already.
   * @param sentBack something waits on the server that was sent back to this person: it comes first.
   */
  async take(current: string, sentBack: boolean): Promise<NextFormula> {
    this.#show(current);
    const answer = await this.#take(sentBack);
    if (answer.ok && answer.value) this.#show(answer.value.formula.id);
    return answer;
  }

  async #take(sentBack: boolean): Promise<NextFormula> {
    if (this.#waiting.length === 0) await this.#filling;
    const [first] = this.#waiting;
    if (first && sentBack && !first.sentBack) {
      // What waits stays held for later.
      const answer = await this.#ask();
      if (answer.ok && answer.value?.sentBack) return answer;
      if (answer.ok && answer.value) this.#waiting.push(answer.value);
    }
    const next = this.#waiting.shift();
    const fresh =
      next && (next.lease === null || Date.parse(next.lease.expiresAt) > this.input.now() + LEASE_LEFT_MS);
    return fresh ? { ok: true, value: next } : this.#ask();
  }

  #show(id: string) {
    if (this.#shown.at(-1) !== id) this.#shown = [...this.#shown, id].slice(-2);
  }

  #ask(): Promise<NextFormula> {
    return this.input.fetch([...this.#shown, ...this.#waiting.map(({ formula }) => formula.id)]);
  }

  async #fetch(): Promise<void> {
    while (this.#waiting.length < DEPTH) {
      const answer = await this.#ask();
      if (!answer.ok || !answer.value) return;
      await this.input.prepare(answer.value).catch(() => undefined);
      const known = [...this.#shown, ...this.#waiting.map(({ formula }) => formula.id)];
      // Taken by another way while its picture was decoded.
      if (known.includes(answer.value.formula.id)) return;
      this.#waiting.push(answer.value);
    }
  }
}
