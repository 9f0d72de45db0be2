import { sameValue } from '@/lib/domain/annotation/diff';
import type { Annotation, FormulaSymbol, LineId, Place, SymbolId } from '@/lib/domain/annotation/schema';
import { PROBLEM_STAGE, validate, wellFormed } from '@/lib/domain/annotation/validate';
import { addLine } from '@/lib/domain/ordering';
import { childrenByParent } from '@/lib/domain/ordering/tree';
import { relabel } from '../changes/classes';
import { deleteSymbols } from '../changes/deletion';
import type { Size } from '../kernels/space';
import type { Proposal, ProposalItem } from './items';

/** Lines that the places need, put where the answer has them among those that are there. */
function withLines(annotation: Annotation, places: readonly Place[], lines: readonly LineId[]): Annotation {
  const wanted = new Set(places.map(({ line }) => line));
  let next = annotation;
  for (const [index, line] of lines.entries()) {
    if (!wanted.has(line) || next.lines[line]) continue;
    const before = lines.slice(0, index).filter((other) => next.lines[other]);
    next = addLine(next, line, before.length);
  }
  return next;
}

/** Sets places as they are, and takes what hangs on them along into their line. */
function withPlaces(annotation: Annotation, places: ReadonlyMap<SymbolId, Place>): Annotation {
  const symbols: Record<SymbolId, FormulaSymbol> = { ...annotation.symbols };
  for (const [id, place] of places) {
    const symbol = symbols[id];
    if (symbol) symbols[id] = { ...symbol, place, pins: { ...symbol.pins, place: true } };
  }
  const next = { ...annotation, symbols };
  const children = childrenByParent(next);
  const reached = new Set<SymbolId>();
  // From above to below: a symbol's line is its parent's.
  const pending = Object.values(symbols).filter(({ place }) => place && place.parent === null);
  for (let parent = pending.pop(); parent; parent = pending.pop()) {
    const line = symbols[parent.id]?.place?.line;
    if (line === undefined || reached.has(parent.id)) continue;
    reached.add(parent.id);
    for (const { id } of children.get(parent.id) ?? []) {
      const child = symbols[id];
      if (!child?.place) continue;
      if (child.place.line !== line) symbols[id] = { ...child, place: { ...child.place, line } };
      pending.push(child);
    }
  }
  return next;
}

const placeOf = (item: ProposalItem): Place | null =>
  item.kind === 'place' ? item.to : item.kind === 'added' ? item.place : null;

/**
 * The annotation with items of a proposal accepted: what is accepted is the person's from then on, and pinned.
 * @param predicted whether a model has found the symbol, so that its removal leaves a tombstone.
 */
export function applyItems(
  annotation: Annotation,
  items: readonly ProposalItem[],
  { lines }: Pick<Proposal, 'lines'>,
  predicted: (id: SymbolId) => boolean,
): Annotation {
  const removed = items.filter(({ kind }) => kind === 'removed').map(({ symbol }) => symbol);
  let next = deleteSymbols(annotation, removed, predicted);
  const places = new Map<SymbolId, Place>();
  for (const item of items) {
    const place = placeOf(item);
    if (place) places.set(item.symbol, place);
    if (item.kind === 'class') next = relabel(next, [item.symbol], item.to);
    if (item.kind === 'added') {
      const { symbol: id, box, class: name } = item;
      const symbol = { id, box, class: name, place: null, pins: { box: true, class: true, place: false } };
      next = { ...next, symbols: { ...next.symbols, [id]: symbol } };
    }
  }
  return places.size === 0 ? next : withPlaces(withLines(next, [...places.values()], lines), places);
}

/** How many rules of the ordering are broken; a line that is left empty goes by itself. */
function brokenOrder(annotation: Annotation, image: Size): number {
  return validate(annotation, image).filter(
    ({ code }) => PROBLEM_STAGE[code] === 'aligner' && code !== 'empty_line',
  ).length;
}

/** Is everything that a person set as it was? */
function keepsPins(before: Annotation, after: Annotation): boolean {
  return Object.values(before.symbols).every(({ id, box, class: name, place, pins }) => {
    if (!pins.box && !pins.class && !pins.place) return true;
    const now = after.symbols[id];
    if (!now) return false;
    return (
      (!pins.box || sameValue(now.box, box)) &&
      (!pins.class || now.class === name) &&
      (!pins.place || sameValue(now.place, place))
    );
  });
}

/**
 * A check of what would come of accepting: it can be saved, everything that a person set is as it was, and no more
 * rules are broken than now.
 */
export function soundAfter(before: Annotation, image: Size): (after: Annotation) => boolean {
  const broken = brokenOrder(before, image);
  return (after) =>
    wellFormed(after).length === 0 && keepsPins(before, after) && brokenOrder(after, image) <= broken;
}
