import { centre, type Box } from '@/lib/domain/geometry/box';
import type { Annotation, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { isBarFor, relationCost, relationTo, type Shape } from './relation';

/** One symbol of a path, and what it hangs on; parent and relation are null for the first. */
export interface PathStep {
  readonly symbol: SymbolId;
  readonly parent: SymbolId | null;
  readonly relation: Relation | null;
}

/** The last symbol of a row that the path may still go on with. */
interface Open extends Shape {
  readonly id: SymbolId;
  /** How its row hangs on the open symbol below it in the stack; null for the row of the path itself. */
  readonly via: Relation | null;
  /** Right edge of the symbol with what hangs on it. */
  reach: number;
  readonly taken: Set<Relation>;
}

const right = (box: Box) => box.x + box.width;

/** Is a row that hangs on `holder` closed in: by a root sign, or on one side of a fraction bar? */
const enclosed = (row: Open, holder: Open) =>
  row.via === 'Inside' || (holder.class === '-' && (row.via === 'Above' || row.via === 'Below'));

/** So much of a symbol may stand out past the end of its bar, as a share of its width. */
const LEAVING = 0.25;

/** Has the path left such a row: out of a root, past a bar, or to its other side? */
function hasLeft(row: Open, holder: Open, box: Box): boolean {
  const middle = centre(box);
  if (row.via === 'Inside') return middle.x > right(holder.box);
  if (box.x + box.width * LEAVING > right(holder.box)) return true;
  const side = middle.y < centre(holder.box).y ? 'Above' : 'Below';
  return side !== row.via;
}

/**
 * The open rows that the path can still be in at `box`, outermost first; never none. While it is closed in,
 * the rows outside are out of reach; once it has left, the rows inside are done with.
 */
function within(stack: readonly Open[], box: Box): { from: number; open: Open[] } {
  let from = 0;
  for (const [index, row] of stack.entries()) {
    const holder = stack[index - 1];
    if (!holder || !enclosed(row, holder)) continue;
    if (hasLeft(row, holder, box)) return { from, open: stack.slice(0, index) };
    from = index;
  }
  return { from, open: [...stack] };
}

interface Join {
  readonly at: number;
  readonly relation: Relation;
  readonly cost: number;
}

/** Where a symbol goes on: as the next of an open row, or as the beginning of a new one on it. */
function bestJoin(stack: readonly Open[], from: number, symbol: Shape): Join {
  const middle = centre(symbol.box).x;
  const joins = stack.slice(from).map((open, index): Join => {
    const back = Math.max(0, centre(open.box).x - middle);
    const seen = relationTo(open, symbol);
    const stacked = seen === 'Inside' || seen === 'Above' || seen === 'Below';
    const relation = (stacked || back === 0) && !open.taken.has(seen) ? seen : 'Right';
    // What stands in a root or over a bar that has its row already belongs to that row, not behind the sign.
    const again = stacked && relation === 'Right' ? symbol.box.height + open.box.width : 0;
    return {
      at: from + index,
      relation,
      cost: again + back + relationCost(open, symbol, relation, open.reach),
    };
  });
  return joins.reduce((best, join) => (join.cost < best.cost ? join : best));
}

/**
 * The tree that a path drawn through symbols in reading order means. Each step continues one of the rows
 * that are still open, so what is drawn first is read first; geometry decides which, and how:
 *
 * - up and to the right onto a smaller symbol is Sup, down is Sub; over and under a fraction bar or an operator
 *   with limits is Above and Below; into a root sign is Inside; everything else is Right;
 * - coming back down from a script, past the end of a bar or out of a root goes on with the row outside;
 * - a relation that the path has given to a parent once is not given again: it goes on to the Right;
 * - a fraction bar that is drawn after its numerator takes the place of the numerator, which goes Above it.
 *
 * Symbols that do not exist, and a symbol's second visit, are left out. Parents come before their children.
 */
export function readPath(annotation: Annotation, path: readonly SymbolId[]): PathStep[] {
  const steps = new Map<SymbolId, PathStep>();
  let stack: Open[] = [];
  for (const id of path) {
    const symbol = annotation.symbols[id];
    if (!symbol || steps.has(id)) continue;
    const shape = {
      id,
      box: symbol.box,
      class: symbol.class,
      reach: right(symbol.box),
      taken: new Set<Relation>(),
    };
    if (stack.length === 0) {
      stack = [{ ...shape, via: null }];
      steps.set(id, { symbol: id, parent: null, relation: null });
      continue;
    }
    const numerator = numeratorOf(steps, annotation, stack, shape);
    if (numerator) {
      const head = steps.get(numerator.first);
      steps.set(id, { symbol: id, parent: head?.parent ?? null, relation: head?.relation ?? null });
      steps.set(numerator.first, { symbol: numerator.first, parent: id, relation: 'Above' });
      shape.taken.add('Above');
      stack = [...stack.slice(0, numerator.at), { ...shape, via: stack[numerator.at]?.via ?? null }];
      continue;
    }
    const { from, open } = within(stack, symbol.box);
    const { at, relation } = bestJoin(open, from, symbol);
    const onto = open[at];
    if (!onto) continue;
    steps.set(id, { symbol: id, parent: onto.id, relation });
    onto.taken.add(relation);
    for (const outer of open.slice(0, at + 1)) outer.reach = Math.max(outer.reach, shape.reach);
    stack =
      relation === 'Right'
        ? [...open.slice(0, at), { ...shape, via: onto.via }]
        : [...open.slice(0, at + 1), { ...shape, via: relation }];
  }
  return parentsFirst([...steps.values()]);
}

function parentsFirst(steps: readonly PathStep[]): PathStep[] {
  const children = new Map<SymbolId | null, PathStep[]>();
  for (const step of steps) children.set(step.parent, [...(children.get(step.parent) ?? []), step]);
  const ordered = [...(children.get(null) ?? [])];
  // The list grows while it is walked.
  for (const { symbol } of ordered) ordered.push(...(children.get(symbol) ?? []));
  return ordered;
}

/**
 * The end of the present row that a bar drawn now stands under: its first symbol, and which open row it is
 * in. Not where the bar itself stands under another bar that the path knows: there it is a minus sign.
 */
function numeratorOf(
  steps: ReadonlyMap<SymbolId, PathStep>,
  annotation: Annotation,
  stack: readonly Open[],
  bar: Shape,
): { first: SymbolId; at: number } | null {
  const covers = ({ box }: Shape) =>
    centre(box).x > bar.box.x && centre(box).x < right(bar.box) && centre(box).y < bar.box.y;
  const underBar = stack.some((open) => open.class === '-' && covers(open) && open.box.width > bar.box.width);
  if (bar.class !== '-' || underBar) return null;
  for (let at = stack.length - 1; at >= 0; at--) {
    const open = stack[at];
    if (!open || !isBarFor(bar, open.box) || !covers(open)) continue;
    let first = open.id;
    for (let step = steps.get(first); step?.relation === 'Right' && step.parent; step = steps.get(first)) {
      const before = annotation.symbols[step.parent];
      if (!before || !covers(before)) break;
      first = step.parent;
    }
    // The outermost row that lies over the bar is the numerator: `a^2` over a bar, not the 2 alone.
    const outer = stack.slice(0, at).findIndex(covers);
    if (outer < 0) return { first, at };
  }
  return null;
}
