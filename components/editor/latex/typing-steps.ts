/** One change that a person made to the source. Carets in UTF-16 units. */
export interface TypedChange {
  readonly inserted: string;
  /** UTF-16 units that were taken out. */
  readonly removed: number;
  readonly caretBefore: number;
  readonly caretAfter: number;
  /** A syllable is being composed: it takes its own place, again and again. */
  readonly composing: boolean;
}

const BEGINS_WORD = /^[\s\\]/u;
const STILL_BEGINS = /[\s\\]$/u;

/**
 * Cuts what is typed into steps of undo: a word or a command each, what is deleted in one go, and whatever replaces
 * something. Who slips at the end of a long label takes back the slip, and not the label.
 */
export class TypingSteps {
  #last: (Pick<TypedChange, 'inserted' | 'caretAfter'> & { deletes: boolean }) | null = null;

  /** The person has turned to the field anew. */
  restart(): void {
    this.#last = null;
  }

  /** Takes in a change. @returns whether a step begins with it, or it goes on with the one before. */
  begins({ inserted, removed, caretBefore, caretAfter, composing }: TypedChange): boolean {
    const last = this.#last;
    const deletes = inserted === '';
    this.#last = { inserted, caretAfter, deletes };
    if (!last || last.deletes !== deletes || last.caretAfter !== caretBefore) return true;
    if (deletes || composing) return false;
    return removed > 0 || (BEGINS_WORD.test(inserted) && !STILL_BEGINS.test(last.inserted));
  }
}
