import { area, union } from '@/lib/domain/geometry/box';
import type { Annotation, FormulaSymbol, Place, SymbolId } from '@/lib/domain/annotation/schema';
import { removeSymbol, setPlace } from '@/lib/domain/ordering';
import { tidyBox } from '../kernels/boxes';
import { readingOrder } from '../kernels/navigation';
import { UNLABELLED } from './boxes';
import { bury, standIn } from './identity';

/** Whose class and id stay: one whose class a person has said, then one that has a class at all, then the largest. */
export function survivorOf(symbols: readonly FormulaSymbol[]): FormulaSymbol | undefined {
  const rank = ({ class: name, pins }: FormulaSymbol) => (name === UNLABELLED ? 0 : pins.class ? 2 : 1);
  return [...symbols].sort((a, b) => rank(b) - rank(a) || area(b.box) - area(a.box))[0];
}

const childrenOf = (annotation: Annotation, parent: SymbolId) =>
  Object.values(annotation.symbols).filter(({ place }) => place?.parent === parent);

/** The place at `place`, or behind the row that stands there already. */
function freeFrom(annotation: Annotation, place: Place, mover: SymbolId): Place {
  let free = place;
  const seen = new Set<SymbolId>();
  for (;;) {
    const { parent, relation } = free;
    const there =
      parent && childrenOf(annotation, parent).find((child) => child.place?.relation === relation);
    if (!there || there.id === mover || seen.has(there.id)) return free;
    seen.add(there.id);
    free = { line: place.line, parent: there.id, relation: 'Right' };
  }
}

/** Takes a symbol into `heir`: its scripts and what is in it hang on the heir then, its row closes the gap. */
function takenIn(
  annotation: Annotation,
  id: SymbolId,
  heir: SymbolId,
  gone: ReadonlySet<SymbolId>,
): Annotation {
  const line = annotation.symbols[heir]?.place?.line;
  const hanging = line ? childrenOf(annotation, id).filter((child) => !gone.has(child.id)) : [];
  const moved = hanging.reduce((next, { id: child, place }) => {
    if (!line || !place?.relation || place.relation === 'Right') return next;
    const wanted = { line, parent: heir, relation: place.relation };
    return setPlace(next, child, freeFrom(next, wanted, child));
  }, annotation);
  return { ...removeSymbol(moved, id), tombstones: annotation.tombstones };
}

/**
 * Makes one symbol of several: the box around all, the class of the one that is surest of it, at the place of the
 * one that is read first. What hung on any of them hangs on it. The others leave tombstones if a model found them.
 * @returns the same annotation for fewer than two symbols
 */
export function mergeSymbols(
  annotation: Annotation,
  ids: readonly SymbolId[],
  predicted: (id: SymbolId) => boolean,
): Annotation {
  const chosen = new Set(ids);
  const merged = readingOrder(annotation).flatMap((id) => {
    const symbol = chosen.has(id) && annotation.symbols[id];
    return symbol ? [symbol] : [];
  });
  const survivor = survivorOf(merged);
  // The one that is read first is never a descendant of another, so its place outlives them all.
  const first = merged.find(({ place }) => place) ?? merged[0];
  const box = union(merged.map((symbol) => symbol.box));
  if (!survivor || !first || !box || merged.length < 2) return annotation;
  const others = merged.filter(({ id }) => id !== first.id);
  const gone = new Set(others.map(({ id }) => id));
  const alone = others.reduce((next, { id }) => takenIn(next, id, first.id, gone), annotation);
  const pins = { box: true, class: survivor.pins.class, place: first.pins.place };
  const one = standIn(alone, first.id, { ...survivor, box: tidyBox(box), pins });
  return bury(
    one,
    merged.filter(({ id }) => id !== survivor.id),
    predicted,
  );
}
