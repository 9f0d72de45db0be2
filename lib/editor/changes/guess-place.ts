import { centre, intersection, type Box } from '@/lib/domain/geometry/box';
import type { Annotation, FormulaSymbol, Place, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { linesInOrder } from '@/lib/domain/ordering';

type Placed = FormulaSymbol & { place: Place };

/** Signs whose limits stand over and under them. */
const TALL_OPERATORS = new Set([
  '\\sum',
  '\\prod',
  '\\int',
  '\\lim',
  '\\bigcup',
  '\\bigcap',
  '\\max',
  '\\min',
]);

/** Scripts are smaller and off the middle of what they belong to; these bounds are shares of its height. */
const SCRIPT_OFFSET = 0.45;
const SCRIPT_HEIGHT = 0.95;

/** Does the box stand over or under `other` (a bar, a sum sign), and mostly within its width? */
function stackedOn(box: Box, other: Placed): Relation | null {
  const isBar = other.class === '-' && other.box.width >= box.width * 0.8;
  if (!isBar && !TALL_OPERATORS.has(other.class)) return null;
  const reach = isBar ? 0 : other.box.width;
  const middle = centre(box).x;
  if (middle < other.box.x - reach || middle > other.box.x + other.box.width + reach) return null;
  const offset = centre(box).y - centre(other.box).y;
  if (Math.abs(offset) < (other.box.height + box.height) / 4) return null;
  return offset < 0 ? 'Above' : 'Below';
}

/** Where the box stands to the right of `other`: on its line, or raised or lowered as a script. */
function besides(box: Box, other: Placed): Relation {
  const height = Math.max(other.box.height, box.height);
  const offset = (centre(box).y - centre(other.box).y) / height;
  if (box.height < height * SCRIPT_HEIGHT || other.class === '-') {
    if (offset < -SCRIPT_OFFSET) return 'Sup';
    if (offset > SCRIPT_OFFSET) return 'Sub';
  }
  return 'Right';
}

interface Guess {
  readonly other: Placed;
  readonly relation: Relation;
  readonly cost: number;
}

function guessAgainst(box: Box, other: Placed): Guess | null {
  const here = centre(box);
  const there = centre(other.box);
  if (other.class === '\\sqrt' && intersection(box, other.box) > 0.6 * box.width * box.height) {
    // The narrowest root that covers it wins over everything beside it only when nothing inside is nearer.
    return { other, relation: 'Inside', cost: (box.x - other.box.x) / 2 };
  }
  const stacked = stackedOn(box, other);
  if (stacked) return { other, relation: stacked, cost: Math.abs(here.y - there.y) / 2 };
  if (there.x >= here.x) return null;
  const gap = Math.max(0, box.x - (other.box.x + other.box.width));
  const relation = besides(box, other);
  const drop = Math.abs(here.y - there.y) * (relation === 'Right' ? 2 : 1);
  return { other, relation, cost: gap + drop };
}

/**
 * Where a new symbol probably belongs, from its box alone: beside, raised, lowered, stacked or
 * inside the nearest symbol that is placed already. What stands there is to continue to its right
 * (`setPlace` does that). null when there is no line.
 */
export function guessPlace(annotation: Annotation, id: SymbolId): Place | null {
  const symbol = annotation.symbols[id];
  if (!symbol) return null;
  const { box } = symbol;
  const placed = Object.values(annotation.symbols).filter(
    (other): other is Placed => other.id !== id && other.place !== null,
  );
  const best = placed.flatMap((other) => guessAgainst(box, other) ?? []).sort((a, b) => a.cost - b.cost)[0];
  const childAt = (parent: SymbolId, relation: Relation) =>
    placed.find((other) => other.place.parent === parent && other.place.relation === relation);
  if (!best) {
    // Left of everything: the new root of the line whose root is nearest in height.
    const roots = placed
      .filter((other) => other.place.parent === null)
      .sort((a, b) => Math.abs(centre(a.box).y - centre(box).y) - Math.abs(centre(b.box).y - centre(box).y));
    const line = roots[0]?.place.line ?? linesInOrder(annotation)[0]?.id;
    return line ? { line, parent: null, relation: null } : null;
  }
  // Walk along the row that the slot begins until the next symbol stands to the right of the box.
  let { other: parent, relation } = best;
  let next = childAt(parent.id, relation);
  const seen = new Set<SymbolId>();
  while (next && centre(next.box).x < centre(box).x && !seen.has(next.id)) {
    seen.add(next.id);
    [parent, relation] = [next, 'Right'];
    next = childAt(parent.id, relation);
  }
  return { line: parent.place.line, parent: parent.id, relation };
}
