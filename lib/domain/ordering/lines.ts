import type { Annotation, FormulaSymbol, LineId, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { childrenByParent, linesInOrder, rootsByLine } from './tree';

/** One row of a line ordering as people see it. */
export interface OrderingEntry {
  symbol: SymbolId;
  parent: SymbolId | null;
  relation: Relation | null;
  /** How many relations other than Right lie between the symbol and the root of its line. */
  depth: number;
}

export interface OrderedLine {
  line: LineId;
  entries: OrderingEntry[];
}

/**
 * The line orderings, top to bottom: preorder of each tree (self, Above, Inside, Below, Sub, Sup, then Right).
 * Symbols without a place or on a cycle are in none of them.
 */
export function orderedLines(annotation: Annotation): OrderedLine[] {
  const children = childrenByParent(annotation);
  const roots = rootsByLine(annotation);
  return linesInOrder(annotation).map(({ id }) => ({
    line: id,
    entries: (roots.get(id) ?? []).flatMap((root) => preorder(root, children)),
  }));
}

function preorder(root: FormulaSymbol, children: ReadonlyMap<SymbolId, FormulaSymbol[]>): OrderingEntry[] {
  const entries: OrderingEntry[] = [];
  const pending = [{ symbol: root, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { symbol, depth } = next;
    entries.push({
      symbol: symbol.id,
      parent: symbol.place?.parent ?? null,
      relation: symbol.place?.relation ?? null,
      depth,
    });
    for (const child of [...(children.get(symbol.id) ?? [])].reverse()) {
      pending.push({ symbol: child, depth: depth + (child.place?.relation === 'Right' ? 0 : 1) });
    }
  }
  return entries;
}
