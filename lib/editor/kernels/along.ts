import { area, centre, type Box } from '@/lib/domain/geometry/box';
import type { Annotation, FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import type { ImagePoint } from './space';

/** A stroke through a symbol is meant for it when it comes this far inside, as a share of its side. */
const INSET = 0.15;

interface Target {
  readonly id: SymbolId;
  readonly box: Box;
  /** Around what lies inside of it (in a root): a stroke in there means what is inside. */
  readonly inside: Box | null;
}

const holds = (box: Box, { x, y }: ImagePoint) =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

/** The part of a box that a stroke has to touch: a little less than it, but never hard to hit. */
function core(box: Box, slack: number): Box {
  const side = (start: number, length: number) => {
    const reach = Math.max(length / 2 - INSET * length, Math.min(slack, length / 2 + slack));
    return [start + length / 2 - reach, 2 * reach] as const;
  };
  const [x, width] = side(box.x, box.width);
  const [y, height] = side(box.y, box.height);
  return { x, y, width, height };
}

function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * What a stroke can touch, looked up once when it begins. Of symbols that lie in each other the smallest is
 * touched; a root sign where nothing is inside of it.
 * @param slack image pixels within which a thin symbol (a bar, a dot) is hit, too.
 */
export function strokeTargets(annotation: Annotation, slack: number): Target[] {
  const symbols = Object.values(annotation.symbols);
  const holders = new Set(symbols.filter((symbol) => symbol.class === '\\sqrt'));
  const insideOf = (holder: FormulaSymbol) =>
    symbols.filter((other) => other !== holder && holds(holder.box, centre(other.box))).map(({ box }) => box);
  return symbols
    .map((symbol) => ({
      id: symbol.id,
      ...(holders.has(symbol)
        ? { box: symbol.box, inside: around(insideOf(symbol)) }
        : { box: core(symbol.box, slack), inside: null }),
    }))
    .sort((a, b) => area(a.box) - area(b.box));
}

/** The symbols that a straight piece of a stroke touches, in its order, each once. @param step image pixels. */
export function touchedAlong(
  targets: readonly Target[],
  from: ImagePoint,
  to: ImagePoint,
  step: number,
): SymbolId[] {
  const touched = new Set<SymbolId>();
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / step));
  for (let index = 0; index <= steps; index++) {
    const share = index / steps;
    const point = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    const hit = targets.find(({ box, inside }) => holds(box, point) && !(inside && holds(inside, point)));
    if (hit) touched.add(hit.id);
  }
  return [...touched];
}
