import Flatbush from 'flatbush';
import type { Box } from '@/lib/domain/geometry/box';
import type { Annotation, FormulaSymbol } from '@/lib/domain/annotation/schema';

interface BoxIndex {
  readonly symbols: readonly FormulaSymbol[];
  readonly tree: Flatbush | null;
}

/** Annotations are never changed in place, so an index is good for as long as its symbols are there. */
const built = new WeakMap<Annotation['symbols'], BoxIndex>();

function indexOf({ symbols }: Annotation): BoxIndex {
  const known = built.get(symbols);
  if (known) return known;
  const all = Object.values(symbols);
  const tree = all.length > 0 ? new Flatbush(all.length) : null;
  for (const { box } of all) tree?.add(box.x, box.y, box.x + box.width, box.y + box.height);
  tree?.finish();
  const index = { symbols: all, tree };
  built.set(symbols, index);
  return index;
}

/**
 * The symbols whose boxes touch a box (image pixels), in the order in which the annotation has them. Found
 * by a tree of boxes that is built once for each state of the symbols, at the first question.
 */
export function symbolsNear(annotation: Annotation, box: Box): FormulaSymbol[] {
  const { symbols, tree } = indexOf(annotation);
  if (!tree) return [];
  const found = tree.search(box.x, box.y, box.x + box.width, box.y + box.height);
  return found.sort((a, b) => a - b).flatMap((index) => symbols[index] ?? []);
}
