import { AppError } from '@/lib/errors';
import type { Relation } from '@/lib/domain/annotation/schema';
import type { Outline } from '../outline';

/**
 * A symbol being laid out. Lengths are em of the formula's base size, y down, and `outline` is
 * relative to the symbol's own origin.
 */
export interface DrawnSymbol {
  class: string;
  outline: Outline;
  parent: DrawnSymbol | null;
  relation: Relation | null;
}

export interface Placed {
  symbol: DrawnSymbol;
  x: number;
  y: number;
}

/**
 * A box in TeX's sense: it has a baseline (y = 0), a width, a height above and a depth below it.
 * `entry` is the symbol by which a row reaches the box, `exit` the one that what follows hangs on.
 */
export interface LayoutBox {
  width: number;
  height: number;
  depth: number;
  placed: Placed[];
  entry: DrawnSymbol | null;
  exit: DrawnSymbol | null;
  /** How far the ink leans out over the width on the right (italic correction). */
  lean: number;
}

export function emptyBox(width = 0): LayoutBox {
  return { width, height: 0, depth: 0, placed: [], entry: null, exit: null, lean: 0 };
}

/** The pieces of a box when its origin is put at (x, y). */
export function placedAt(box: LayoutBox, x: number, y: number): Placed[] {
  return box.placed.map((piece) => ({ ...piece, x: piece.x + x, y: piece.y + y }));
}

/**
 * Hangs `child` on `parent`. A symbol has at most one child per relation: `{x^2}^3` has no tree.
 */
export function hang(
  child: DrawnSymbol | null,
  parent: DrawnSymbol | null,
  relation: Relation,
  used: UsedPlaces,
): void {
  if (child === null || parent === null) return;
  const taken = used.get(parent) ?? new Set<Relation>();
  if (taken.has(relation)) {
    throw new AppError(
      'invalid_input',
      `Two things are ${relation} of one ${parent.class}: write them as one.`,
    );
  }
  used.set(parent, taken.add(relation));
  child.parent = parent;
  child.relation = relation;
}

export type UsedPlaces = Map<DrawnSymbol, Set<Relation>>;
