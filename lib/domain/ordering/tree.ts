import {
  type Annotation,
  type FormulaSymbol,
  type Line,
  type LineId,
  type Relation,
  type SymbolId,
} from '@/lib/domain/annotation/schema';

/**
 * Order in which the children of a symbol are read (DESIGN.md "Annotation"): the symbol itself, then these.
 */
export const READING_ORDER = [
  'Above',
  'Inside',
  'Below',
  'Sub',
  'Sup',
  'Right',
] as const satisfies readonly Relation[];

/** A symbol of the layout tree with its children by relation; a well-made tree has at most one of each. */
export interface LayoutNode {
  symbol: FormulaSymbol;
  children: Partial<Record<Relation, LayoutNode[]>>;
}

export interface LayoutLine {
  line: LineId;
  /** One in a well-made line; several, left to right, while somebody is still working on it. */
  roots: LayoutNode[];
}

/** Lines from top to bottom. */
export function linesInOrder(annotation: Annotation): Line[] {
  return Object.values(annotation.lines).sort((a, b) => a.index - b.index || compare(a.id, b.id));
}

/** Code point order: the same on every machine and in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const leftToRight = (a: FormulaSymbol, b: FormulaSymbol) => a.box.x - b.box.x || compare(a.id, b.id);

/** Children of every symbol in reading order; symbols of one relation from left to right. */
export function childrenByParent(annotation: Annotation): Map<SymbolId, FormulaSymbol[]> {
  const children = new Map<SymbolId, FormulaSymbol[]>();
  for (const symbol of Object.values(annotation.symbols)) {
    const parent = symbol.place?.parent;
    if (!parent) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(symbol);
    else children.set(parent, [symbol]);
  }
  const rank = (symbol: FormulaSymbol) =>
    (READING_ORDER as readonly (Relation | null | undefined)[]).indexOf(symbol.place?.relation);
  for (const siblings of children.values()) siblings.sort((a, b) => rank(a) - rank(b) || leftToRight(a, b));
  return children;
}

/** Roots of a line from left to right: symbols placed in it without a parent. */
export function rootsOf(annotation: Annotation, line: LineId): FormulaSymbol[] {
  return Object.values(annotation.symbols)
    .filter((symbol) => symbol.place?.line === line && symbol.place.parent === null)
    .sort(leftToRight);
}

/** The same for all lines at once: looking through all symbols for every line gets slow where there are many. */
export function rootsByLine(annotation: Annotation): Map<LineId, FormulaSymbol[]> {
  const roots = new Map<LineId, FormulaSymbol[]>();
  for (const symbol of Object.values(annotation.symbols)) {
    if (!symbol.place || symbol.place.parent !== null) continue;
    const inLine = roots.get(symbol.place.line);
    if (inLine) inLine.push(symbol);
    else roots.set(symbol.place.line, [symbol]);
  }
  for (const inLine of roots.values()) inLine.sort(leftToRight);
  return roots;
}

/**
 * The layout trees of all lines, top to bottom. Tolerates what `validate` reports: symbols on a cycle or
 * without a place are in no tree, nothing is in it twice.
 */
export function layoutLines(annotation: Annotation): LayoutLine[] {
  const children = childrenByParent(annotation);
  const roots = rootsByLine(annotation);
  return linesInOrder(annotation).map(({ id }) => ({
    line: id,
    roots: (roots.get(id) ?? []).map((root) => grow(root, children)),
  }));
}

/** Iterative: a line of several hundred symbols is a chain of as many `Right`s. */
function grow(root: FormulaSymbol, children: ReadonlyMap<SymbolId, FormulaSymbol[]>): LayoutNode {
  const top: LayoutNode = { symbol: root, children: {} };
  const pending = [top];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const child of children.get(node.symbol.id) ?? []) {
      const relation = child.place?.relation;
      if (!relation) continue;
      const grown: LayoutNode = { symbol: child, children: {} };
      (node.children[relation] ??= []).push(grown);
      pending.push(grown);
    }
  }
  return top;
}

/** Is `symbol` an ancestor of `other`, or `other` itself? False when `other` hangs on a cycle without it. */
export function isAncestorOrSelf(annotation: Annotation, symbol: SymbolId, other: SymbolId): boolean {
  const seen = new Set<SymbolId>();
  for (let current: SymbolId | null = other; current && !seen.has(current);) {
    if (current === symbol) return true;
    seen.add(current);
    current = annotation.symbols[current]?.place?.parent ?? null;
  }
  return false;
}
