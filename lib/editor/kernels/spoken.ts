import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { Correspondence, LabelToken, Span } from '@/lib/domain/latex';

const distance = (caret: Span, { from, to }: Span): number => {
  if (caret.from < caret.to) return caret.from < to && from < caret.to ? 0 : Infinity;
  if (from < caret.from && caret.from < to) return 0;
  // Between two tokens the one that was just typed is meant.
  if (to === caret.from) return 1;
  return from === caret.from ? 2 : Infinity;
};

/**
 * The symbols that the token at the caret speaks of, or all tokens that are selected.
 * @param caret UTF-16 code units of the source; `from` and `to` are equal where nothing is selected.
 */
export function symbolsAt({ tokens }: Correspondence, caret: Span): SymbolId[] {
  let nearest = Infinity;
  let found: LabelToken[] = [];
  for (const token of tokens) {
    const away = Math.min(...token.spans.map((span) => distance(caret, span)));
    if (away > nearest || away === Infinity) continue;
    if (away < nearest) found = [];
    nearest = away;
    found.push(token);
  }
  return [...new Set(found.flatMap(({ symbols }) => symbols))];
}
