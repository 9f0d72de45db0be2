import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { removeSymbol } from '@/lib/domain/ordering';

/**
 * Deletes symbols. What hung on them is placed anew; those that a model had found (`predicted`) leave
 * a tombstone, so that a later prediction does not bring them back.
 */
export function deleteSymbols(
  annotation: Annotation,
  ids: readonly SymbolId[],
  predicted: (id: SymbolId) => boolean,
): Annotation {
  let next = annotation;
  for (const id of ids) {
    const removed = removeSymbol(next, id);
    if (predicted(id)) next = removed;
    else next = { ...removed, tombstones: next.tombstones };
  }
  return next;
}
