import { z } from 'zod';
import { COMMENT_LIMIT, CommentedSymbolSchema } from '@/lib/domain/comments';

/** A comment that is being written, or that was sent and not acknowledged yet. */
export const DraftSchema = z
  .object({
    /** Becomes the comment's: sent twice, it is said once. */
    id: z.uuid(),
    formula: z.object({ id: z.uuid(), name: z.string() }).strict(),
    symbol: CommentedSymbolSchema.nullable(),
    replyToId: z.uuid().nullable(),
    text: z.string().max(COMMENT_LIMIT),
    /** The person has sent it: it goes out as soon as the server answers. */
    sent: z.boolean(),
  })
  .strict();
export type Draft = z.infer<typeof DraftSchema>;

/** The part of the browser's `Storage` that is used. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * One draft a formula, kept in this browser for one person: it survives a closed tab, a lost network and a formula
 * that was left. Where nothing can be kept (private windows, a full disk) it lives as long as the page.
 */
export class Drafts {
  readonly #memory = new Map<string, Draft>();
  readonly #prefix: string;

  constructor(
    private readonly store: TextStore | null,
    userId: string,
  ) {
    this.#prefix = `formulary/comment/${userId}/`;
  }

  read(formulaId: string): Draft | null {
    return (
      this.#memory.get(formulaId) ??
      this.#parse(this.#attempt((store) => store.getItem(this.#prefix + formulaId)))
    );
  }

  keep(draft: Draft): void {
    this.#memory.set(draft.formula.id, draft);
    this.#attempt((store) => store.setItem(this.#prefix + draft.formula.id, JSON.stringify(draft)));
  }

  drop(formulaId: string): void {
    this.#memory.delete(formulaId);
    this.#attempt((store) => store.removeItem(this.#prefix + formulaId));
  }

  /** Drafts of other formulas, by the name of the formula. */
  except(formulaId: string): Draft[] {
    const stored = this.#attempt((store) =>
      Array.from({ length: store.length }, (_, index) => store.key(index) ?? ''),
    );
    const ids = new Set([
      ...this.#memory.keys(),
      ...(stored ?? [])
        .filter((key) => key.startsWith(this.#prefix))
        .map((key) => key.slice(this.#prefix.length)),
    ]);
    ids.delete(formulaId);
    return [...ids]
      .flatMap((id) => this.read(id) ?? [])
      .sort((a, b) => (a.formula.name < b.formula.name ? -1 : 1));
  }

  #parse(text: string | null | undefined): Draft | null {
    if (!text) return null;
    try {
      return DraftSchema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }

  #attempt<Value>(ask: (store: TextStore) => Value): Value | undefined {
    if (!this.store) return undefined;
    try {
      return ask(this.store);
    } catch {
      return undefined;
    }
  }
}
