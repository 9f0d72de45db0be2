import type { Annotation, LineId, Place, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { moveInOrder, orderedLines, removeLine, setPlace, splitLine, subtreeOf } from '@/lib/domain/ordering';

function pinned(annotation: Annotation, id: SymbolId): Annotation {
  const symbol = annotation.symbols[id];
  if (!symbol || symbol.pins.place) return annotation;
  const pins = { ...symbol.pins, place: true };
  return { ...annotation, symbols: { ...annotation.symbols, [id]: { ...symbol, pins } } };
}

/** Is `other` further to the left on the row that `id` is on? */
function isBeforeOnRow(annotation: Annotation, id: SymbolId, other: SymbolId): boolean {
  const seen = new Set<SymbolId>();
  for (let place = annotation.symbols[id]?.place; place?.relation === 'Right' && place.parent;) {
    if (place.parent === other) return true;
    if (seen.has(place.parent)) return false;
    seen.add(place.parent);
    place = annotation.symbols[place.parent]?.place;
  }
  return false;
}

/**
 * Says where a symbol belongs, and pins it. What stands there continues to the right of it. A symbol
 * that leaves its row to become a script goes alone, since the row goes on without it (`x2+1` to
 * `x^2+1`), and so does one that moves to the left on its row; everywhere else what hangs on it comes along,
 * as for a row that hung on the wrong symbol.
 */
export function placeAt(annotation: Annotation, id: SymbolId, place: Place): Annotation {
  const old = annotation.symbols[id]?.place;
  const onRow = old && (old.relation === null || old.relation === 'Right');
  const becomesScript = place.relation !== null && place.relation !== 'Right';
  const staysOnRow =
    place.relation === 'Right' && place.parent !== null && isBeforeOnRow(annotation, id, place.parent);
  const alone = (onRow && becomesScript) || staysOnRow;
  const placed = setPlace(annotation, id, place, { carry: alone ? 'symbol' : 'subtree' });
  return placed.symbols[id]?.place ? pinned(placed, id) : placed;
}

/** Hangs a symbol on a parent by a relation; an unplaced parent changes nothing, it has no line yet. */
export function placeUnder(
  annotation: Annotation,
  id: SymbolId,
  parent: SymbolId,
  relation: Relation,
): Annotation {
  const line = annotation.symbols[parent]?.place?.line;
  return line === undefined || parent === id
    ? annotation
    : placeAt(annotation, id, { line, parent, relation });
}

/** Gives a symbol another relation to the parent that it has. */
export function setRelation(annotation: Annotation, id: SymbolId, relation: Relation): Annotation {
  const parent = annotation.symbols[id]?.place?.parent;
  return parent ? placeUnder(annotation, id, parent, relation) : annotation;
}

/** Where a symbol, with what hangs on it, stands in its line's list; null when it is in none. */
function position(
  annotation: Annotation,
  id: SymbolId,
): { line: LineId; index: number; length: number } | null {
  for (const { line, entries } of orderedLines(annotation)) {
    const index = entries.findIndex((entry) => entry.symbol === id);
    if (index >= 0) return { line, index, length: entries.length };
  }
  return null;
}

const rightOf = (annotation: Annotation, id: SymbolId): SymbolId | undefined =>
  Object.values(annotation.symbols).find(({ place }) => place?.parent === id && place.relation === 'Right')
    ?.id;

/** Lets a symbol, with its scripts, change places with the one before it on its row; undefined when it is the first. */
function swapWithBefore(annotation: Annotation, id: SymbolId): Annotation | undefined {
  const place = annotation.symbols[id]?.place;
  const before = place?.relation === 'Right' && place.parent ? annotation.symbols[place.parent] : undefined;
  return before?.place ? setPlace(annotation, id, before.place, { carry: 'symbol' }) : undefined;
}

/**
 * Moves a symbol one earlier or later. On its row it changes places with its neighbour; at the row's
 * end it goes on in the list, out of or into a script.
 */
export function moveInList(annotation: Annotation, id: SymbolId, step: 1 | -1): Annotation {
  const neighbour = step === 1 ? rightOf(annotation, id) : id;
  const swapped = neighbour && swapWithBefore(annotation, neighbour);
  if (swapped) return pinned(swapped, id);
  const at = position(annotation, id);
  if (!at) return annotation;
  // Some rows below are its own scripts, which come along: go on until the list has changed.
  for (let index = at.index + step; index >= 0 && index < at.length; index += step) {
    const moved = moveInOrder(annotation, id, { line: at.line, index });
    const now = position(moved, id);
    if (now && (now.line !== at.line || now.index !== at.index)) return pinned(moved, id);
  }
  return annotation;
}

/**
 * Drops a symbol, with its scripts, at a row of a line's list as it is shown. It takes the place of
 * the symbol that is there, which continues to its right; after the last row it ends the line.
 */
export function dropInList(annotation: Annotation, id: SymbolId, line: LineId, row: number): Annotation {
  const entries = orderedLines(annotation).find((candidate) => candidate.line === line)?.entries ?? [];
  const right = rightOf(annotation, id);
  const staying = new Set(right ? subtreeOf(annotation, right) : []);
  const moving = new Set(subtreeOf(annotation, id).filter((other) => !staying.has(other)));
  const after = entries.slice(row).find(({ symbol }) => !moving.has(symbol));
  const place = after && annotation.symbols[after.symbol]?.place;
  const dropped = place
    ? setPlace(annotation, id, place, { carry: 'symbol' })
    : moveInOrder(annotation, id, { line, index: entries.length });
  return dropped === annotation ? annotation : pinned(dropped, id);
}

/** Drops several symbols one after the other, as `dropInList` drops one; among themselves they keep the order given. */
export function dropManyInList(
  annotation: Annotation,
  ids: readonly SymbolId[],
  line: LineId,
  row: number,
): Annotation {
  const rowsOf = (now: Annotation) =>
    orderedLines(now)
      .find((candidate) => candidate.line === line)
      ?.entries.map(({ symbol }) => symbol) ?? [];
  // What they are dropped before; rows are counted anew after each of them.
  const before = rowsOf(annotation)
    .slice(row)
    .find((id) => !ids.includes(id));
  return ids.reduce((now, id) => {
    const rows = rowsOf(now);
    return dropInList(now, id, line, before ? rows.indexOf(before) : rows.length);
  }, annotation);
}

/** Hangs the first of several symbols on a parent by a relation, and the others in a row behind it. */
export function hangUnder(
  annotation: Annotation,
  ids: readonly SymbolId[],
  parent: SymbolId,
  relation: Relation,
): Annotation {
  const [first, ...others] = ids;
  if (!first) return annotation;
  let [next, last] = [placeUnder(annotation, first, parent, relation), first];
  for (const id of others) {
    next = placeUnder(next, id, last, 'Right');
    last = id;
  }
  return next;
}

/** Starts a new line at a symbol: it and all that hangs on it move under its present line. */
export function startLine(annotation: Annotation, id: SymbolId, line: LineId): Annotation {
  const split = splitLine(annotation, id, line);
  return split === annotation ? annotation : pinned(split, id);
}

/** Takes away a line that nothing is in, e.g. one that a model made up; the only line stays. */
export function dropEmptyLine(annotation: Annotation, line: LineId): Annotation {
  const used = Object.values(annotation.symbols).some(({ place }) => place?.line === line);
  return used || Object.keys(annotation.lines).length < 2 ? annotation : removeLine(annotation, line);
}
