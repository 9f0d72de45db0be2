import type {
  Annotation,
  FormulaSymbol,
  LineId,
  Place,
  Relation,
  SymbolId,
} from '@/lib/domain/annotation/schema';
import { childrenByParent, isAncestorOrSelf, linesInOrder, rootsOf } from './tree';
import { orderedLines } from './lines';

/**
 * Operations on the ordering. Each takes a well-formed annotation and returns a well-formed one, its input
 * unchanged; no symbol is lost. A place that is taken is made free: what stood there continues to the right
 * of what comes.
 */

/** `subtree`: all that hangs on the symbol comes along. `symbol`: what stands to its right stays behind. */
export type Carry = 'subtree' | 'symbol';

function withPlaces(annotation: Annotation, places: ReadonlyMap<SymbolId, Place | null>): Annotation {
  const symbols: Record<SymbolId, FormulaSymbol> = { ...annotation.symbols };
  for (const [id, place] of places) {
    const symbol = symbols[id];
    if (symbol) symbols[id] = { ...symbol, place };
  }
  return { ...annotation, symbols };
}

/** Ids of `symbol` and all symbols below it. */
export function subtreeOf(annotation: Annotation, symbol: SymbolId): SymbolId[] {
  const children = childrenByParent(annotation);
  const found = new Set<SymbolId>([symbol]);
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child.id);
  return [...found];
}

/**
 * Sets one place and takes the subtree along into its line. Under its own subtree (an ordering that went
 * round in a circle before) it becomes a root instead.
 */
function hang(annotation: Annotation, symbol: SymbolId, wanted: Place): Annotation {
  const circle = wanted.parent !== null && isAncestorOrSelf(annotation, symbol, wanted.parent);
  const place: Place = circle ? { line: wanted.line, parent: null, relation: null } : wanted;
  const places = new Map<SymbolId, Place | null>();
  for (const id of subtreeOf(annotation, symbol)) {
    const old = annotation.symbols[id]?.place;
    if (old) places.set(id, { ...old, line: place.line });
  }
  return withPlaces(annotation, places.set(symbol, place));
}

/** The last symbol of the row that starts at `symbol`. */
function endOfRow(annotation: Annotation, symbol: SymbolId): SymbolId {
  const children = childrenByParent(annotation);
  const seen = new Set<SymbolId>([symbol]);
  for (let last = symbol; ;) {
    const next = children.get(last)?.find((child) => child.place?.relation === 'Right');
    if (!next || seen.has(next.id)) return last;
    seen.add((last = next.id));
  }
}

function occupants(annotation: Annotation, place: Place, except: SymbolId): FormulaSymbol[] {
  if (place.parent === null) return rootsOf(annotation, place.line).filter(({ id }) => id !== except);
  return (childrenByParent(annotation).get(place.parent) ?? []).filter(
    (child) => child.place?.relation === place.relation && child.id !== except,
  );
}

/** Joins rows one after the other by Right; the first takes `place`. */
function chain(annotation: Annotation, rows: readonly SymbolId[], place: Place): Annotation {
  let next = annotation;
  let here = place;
  for (const row of rows) {
    next = hang(next, row, here);
    here = { line: place.line, parent: endOfRow(next, row), relation: 'Right' };
  }
  return next;
}

/**
 * Takes a symbol out of the ordering (its place becomes null). What hung on it stays: its scripts go to the
 * symbol before it where that place is free, the rest closes the gap in reading order.
 */
export function detachSymbol(annotation: Annotation, symbol: SymbolId): Annotation {
  const place = annotation.symbols[symbol]?.place;
  if (!place) return annotation;
  const children = childrenByParent(annotation).get(symbol) ?? [];
  // On a circle there is no gap to close: what hung on the symbol begins the line.
  const circle = place.parent !== null && isAncestorOrSelf(annotation, symbol, place.parent);
  const gap: Place = circle ? { line: place.line, parent: null, relation: null } : place;
  let next = withPlaces(annotation, new Map([[symbol, null]]));
  const before = gap.relation === 'Right' ? gap.parent : null;
  const left: SymbolId[] = [];
  for (const child of children) {
    const relation = child.place?.relation ?? 'Right';
    const free = before !== null && relation !== 'Right';
    const target = { line: place.line, parent: before, relation: relation as Relation };
    if (free && occupants(next, target, child.id).length === 0) next = hang(next, child.id, target);
    else left.push(child.id);
  }
  return chain(next, left, gap);
}

/** Removes a symbol for good and leaves a tombstone, so that no later prediction brings it back. */
export function removeSymbol(annotation: Annotation, symbol: SymbolId): Annotation {
  const record = annotation.symbols[symbol];
  if (!record) return annotation;
  // A symbol without a place may still be somebody's parent in a broken ordering.
  const next = record.place ? detachSymbol(annotation, symbol) : orphanChildren(annotation, symbol);
  const { [symbol]: removed, ...symbols } = next.symbols;
  return {
    ...next,
    symbols,
    tombstones: {
      ...next.tombstones,
      ...(removed && { [symbol]: { id: symbol, box: removed.box, class: removed.class } }),
    },
  };
}

function orphanChildren(annotation: Annotation, symbol: SymbolId): Annotation {
  const children = childrenByParent(annotation).get(symbol) ?? [];
  return withPlaces(annotation, new Map(children.map((child) => [child.id, null])));
}

/**
 * Gives a symbol a place. A parent below the symbol itself means that the symbol moves alone: what hung on it
 * closes the gap first. Unknown symbols, parents and lines, and a symbol as its own parent, change nothing.
 */
export function setPlace(
  annotation: Annotation,
  symbol: SymbolId,
  place: Place,
  { carry = 'subtree' }: { carry?: Carry } = {},
): Annotation {
  const record = annotation.symbols[symbol];
  const parent = place.parent === null ? null : annotation.symbols[place.parent];
  if (!record || !annotation.lines[place.line] || parent === undefined || place.parent === symbol)
    return annotation;
  const line = parent?.place?.line ?? place.line;
  const target: Place = { ...place, line };
  let next = annotation;
  if (place.parent !== null && isAncestorOrSelf(annotation, symbol, place.parent))
    next = detachSymbol(next, symbol);
  else if (carry === 'symbol') next = leaveRowBehind(next, symbol);
  const displaced = occupants(next, target, symbol).filter(({ id }) => id !== target.parent);
  next = hang(next, symbol, target);
  const end = endOfRow(next, symbol);
  return chain(
    next,
    displaced.map(({ id }) => id),
    { line, parent: end, relation: 'Right' },
  );
}

/** What stands to the right of the symbol takes its place; the symbol keeps its scripts. */
function leaveRowBehind(annotation: Annotation, symbol: SymbolId): Annotation {
  const place = annotation.symbols[symbol]?.place;
  const right = (childrenByParent(annotation).get(symbol) ?? []).filter(
    (child) => child.place?.relation === 'Right',
  );
  if (!place || right.length === 0) return annotation;
  return chain(
    withPlaces(annotation, new Map([[symbol, null]])),
    right.map(({ id }) => id),
    place,
  );
}

/**
 * Takes a symbol, with its scripts, out of its row, so that it can be put elsewhere; what stands to its right takes
 * its place. Its own place becomes null.
 */
export function liftSymbol(annotation: Annotation, symbol: SymbolId): Annotation {
  return withPlaces(leaveRowBehind(annotation, symbol), new Map([[symbol, null]]));
}

/**
 * Drags a symbol, with its scripts, to a position in the list of a line as people see it: `index` counts the
 * rows of that list without the ones that move. The symbol is re-parented so that it stands there.
 */
export function moveInOrder(
  annotation: Annotation,
  symbol: SymbolId,
  target: { line: LineId; index: number },
): Annotation {
  if (!annotation.symbols[symbol] || !annotation.lines[target.line]) return annotation;
  const free = liftSymbol(annotation, symbol);
  const entries = orderedLines(free).find(({ line }) => line === target.line)?.entries ?? [];
  const index = Math.max(0, Math.min(target.index, entries.length));
  const before = entries[index - 1];
  const after = entries[index];
  const place: Place = !before
    ? { line: target.line, parent: null, relation: null }
    : {
        line: target.line,
        parent: before.symbol,
        relation: (after?.parent === before.symbol && after.relation) || 'Right',
      };
  return setPlace(free, symbol, place);
}

function renumbered(annotation: Annotation, order: readonly LineId[]): Annotation {
  const lines = Object.fromEntries(
    order.map((id, index) => {
      const old = annotation.lines[id];
      return [id, old?.index === index ? old : { id, index }];
    }),
  ) as Annotation['lines'];
  return { ...annotation, lines };
}

/** Adds an empty line before the `index`-th (from the top; default: at the end). */
export function addLine(annotation: Annotation, id: LineId, index = Infinity): Annotation {
  if (annotation.lines[id]) return annotation;
  const order = linesInOrder(annotation).map((line) => line.id);
  order.splice(Math.max(0, Math.min(index, order.length)), 0, id);
  return renumbered(annotation, order);
}

/** Lets a line change places with the one above (`-1`) or below (`1`); the outermost stays where it is. */
export function moveLine(annotation: Annotation, id: LineId, step: 1 | -1): Annotation {
  const order = linesInOrder(annotation).map((line) => line.id);
  const at = order.indexOf(id);
  const other = order[at + step];
  if (at < 0 || other === undefined) return annotation;
  order[at] = other;
  order[at + step] = id;
  return renumbered(annotation, order);
}

/**
 * Removes a line. Its symbols go on at the end of the line above (of the one below, before its symbols, if it
 * is the first); those of the only line lose their places.
 */
export function removeLine(annotation: Annotation, id: LineId): Annotation {
  if (!annotation.lines[id]) return annotation;
  const order = linesInOrder(annotation).map((line) => line.id);
  const at = order.indexOf(id);
  const heir = order[at - 1] ?? order[at + 1];
  const mine = rootsOf(annotation, id).map((root) => root.id);
  let next = annotation;
  if (heir !== undefined) {
    const theirs = rootsOf(annotation, heir).map((root) => root.id);
    const rows = at > 0 ? [...theirs, ...mine] : [...mine, ...theirs];
    next = chain(next, rows, { line: heir, parent: null, relation: null });
  }
  const left = Object.values(next.symbols).filter((symbol) => symbol.place?.line === id);
  next = withPlaces(next, new Map(left.map((symbol) => [symbol.id, null])));
  return renumbered(
    next,
    order.filter((line) => line !== id),
  );
}

/** Starts a new line, right under its own, at `symbol`: it and all that hangs on it move there. */
export function splitLine(annotation: Annotation, symbol: SymbolId, newLine: LineId): Annotation {
  const place = annotation.symbols[symbol]?.place;
  if (!place || place.parent === null || annotation.lines[newLine]) return annotation;
  const at = linesInOrder(annotation).findIndex((line) => line.id === place.line);
  return hang(addLine(annotation, newLine, at + 1), symbol, { line: newLine, parent: null, relation: null });
}
