import { diffAnnotations } from '@/lib/domain/annotation/diff';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';

/** One value of the formula that somebody else has changed while it was on the screen. */
export interface ForeignChange {
  /** The symbol; null where it is not about one. */
  readonly symbol: SymbolId | null;
  readonly what: 'box' | 'class' | 'place' | 'added' | 'deleted' | 'latex' | 'lines';
  /** The class of the symbol, as it was before where it is gone. */
  readonly class: string | null;
}

export const NOTHING_FOREIGN: readonly ForeignChange[] = [];

const SHOWN = ['box', 'class', 'place'] as const;

/** What can be seen to differ between what was on the screen and what the server has: not what is pinned or accepted. */
export function foreignChanges(before: Annotation, now: Annotation): ForeignChange[] {
  const { symbols = {}, lines, label } = diffAnnotations(before, now);
  const of = (annotation: Annotation, id: string) => annotation.symbols[id as SymbolId]?.class ?? null;
  const changes: ForeignChange[] = [];
  const add = (symbol: string, what: ForeignChange['what'], name: string | null) =>
    changes.push({ symbol: symbol as SymbolId, what, class: name });
  for (const id of Object.keys(symbols.added ?? {})) add(id, 'added', of(now, id));
  for (const id of Object.keys(symbols.removed ?? {})) add(id, 'deleted', of(before, id));
  for (const [id, updates] of Object.entries(symbols.updated ?? {}))
    for (const what of SHOWN) if (updates[what]) add(id, what, of(now, id));
  if (label?.latex) changes.push({ symbol: null, what: 'latex', class: null });
  // Lines alone: moved as a whole.
  if (lines && changes.length === 0) changes.push({ symbol: null, what: 'lines', class: null });
  return changes;
}

/** Earlier changes and those since, each value once. */
export function joinChanges(
  earlier: readonly ForeignChange[],
  since: readonly ForeignChange[],
): readonly ForeignChange[] {
  const same = (a: ForeignChange, b: ForeignChange) => a.symbol === b.symbol && a.what === b.what;
  return [...earlier.filter((one) => !since.some((other) => same(one, other))), ...since];
}
