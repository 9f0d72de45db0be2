import { centre, intersection, type Box } from '@/lib/domain/geometry/box';
import type { Relation } from '@/lib/domain/annotation/schema';

/** As much of a symbol as geometry looks at. */
export interface Shape {
  readonly box: Box;
  readonly class: string;
}

/** Signs whose limits stand over and under them. */
const TALL_OPERATORS = new Set(['\\sum', '\\prod', '\\lim', '\\bigcup', '\\bigcap', '\\max', '\\min']);

/** Signs that nothing is written up or down of. */
const BARE = new Set(
  '+ - = , . ( [ \\{ / \\times \\div \\pm \\cdot \\ldots \\cdots \\lt \\gt \\leq \\geq \\neq \\in \\rightarrow \\forall \\exists'.split(
    ' ',
  ),
);
/** Signs that stand low by nature; they are no subscripts. */
const LOW = new Set([',', '.', '\\ldots', '_']);
const WITH_DESCENDER = new Set(
  'g j p q y \\beta \\gamma \\mu \\phi \\rho \\eta \\chi \\psi \\xi \\zeta'.split(' '),
);
const OF_X_HEIGHT = new Set(
  'a c e i m n o r s u v w x z \\alpha \\epsilon \\pi \\sigma \\tau \\omega \\nu \\iota \\kappa \\infty'.split(
    ' ',
  ),
);

/** x-height, depth and height of the axis as shares of the height of a digit: about those of Computer Modern. */
const X_HEIGHT = 0.65;
const DEPTH = 0.3;
const AXIS = 0.4;

/**
 * How far off its parent's axis a symbol is written up or down, as a share of the larger one's height; a smaller
 * one less far, an operator, whose height says nothing, always so far. These three say the same as the truth of
 * 97 % of the relations in CROHME's training set.
 */
const SCRIPT_OFFSET = 0.45;
const SOONER_WHEN_SMALLER = 0.45;
const OPERATOR_OFFSET = 0.5;

interface Body {
  /** Height of the axis, on which the middles of operators are, in pixels from the top of the image. */
  readonly middle: number;
  /** How high a digit of this size would be. */
  readonly size: number;
}

/** The line and the size that a symbol is written on, whether it has a descender or is low: `y`, `x` and `2` alike. */
function bodyOf({ class: name, box }: Shape): Body {
  const { y, height } = box;
  if (WITH_DESCENDER.has(name)) {
    const size = height / (X_HEIGHT + DEPTH);
    return { middle: y + (X_HEIGHT - AXIS) * size, size };
  }
  if (OF_X_HEIGHT.has(name)) {
    const size = height / X_HEIGHT;
    return { middle: y + height - AXIS * size, size };
  }
  return { middle: y + height / 2, size: height };
}

/** A minus sign that is at least this share as wide as what stands over or under it is a fraction bar. */
const BAR_SHARE = 0.8;

/** Is `bar` a line drawn under or over all of `box`? */
export function isBarFor(bar: Shape, box: Box): boolean {
  return bar.class === '-' && bar.box.width >= box.width * BAR_SHARE;
}

/** Does the box stand over or under `other` (a bar, a sum sign), and mostly within its width? */
function stackedOn({ box }: Shape, other: Shape): Relation | null {
  const isBar = isBarFor(other, box);
  if (!isBar && !TALL_OPERATORS.has(other.class)) return null;
  const reach = isBar ? 0 : other.box.width;
  const middle = centre(box).x;
  if (middle < other.box.x - reach || middle > other.box.x + other.box.width + reach) return null;
  const offset = centre(box).y - centre(other.box).y;
  if (Math.abs(offset) < (other.box.height + box.height) / 4) return null;
  return offset < 0 ? 'Above' : 'Below';
}

/** Where the box stands to the right of `other`: on its line, or raised or lowered as a script. */
function besides(symbol: Shape, other: Shape): Relation {
  if (BARE.has(other.class) || LOW.has(symbol.class)) return 'Right';
  const [mine, theirs] = [bodyOf(symbol), bodyOf(other)];
  const unit = Math.max(mine.size, theirs.size);
  const offset = (mine.middle - theirs.middle) / unit;
  const ratio = Math.min(1, mine.size / unit);
  const needed = BARE.has(symbol.class) ? OPERATOR_OFFSET : SCRIPT_OFFSET - SOONER_WHEN_SMALLER * (1 - ratio);
  if (Math.abs(offset) <= needed) return 'Right';
  return offset < 0 ? 'Sup' : 'Sub';
}

/** Does the box stand where the index of a root stands: small, over its hook? */
function isIndex(root: Box, box: Box): boolean {
  const [middle, hook] = [centre(box), root.x + root.width / 4];
  return middle.x < hook && middle.y < centre(root).y && box.height < 0.4 * root.height;
}

/** The relation that a symbol has to another one by their positions, sizes and classes alone. */
export function relationTo(other: Shape, symbol: Shape): Relation {
  const { box } = symbol;
  if (other.class === '\\sqrt' && intersection(box, other.box) > 0.6 * box.width * box.height) {
    return isIndex(other.box, box) ? 'Above' : 'Inside';
  }
  return stackedOn(symbol, other) ?? besides(symbol, other);
}

/**
 * How far a symbol is from where a child with this relation would stand, in pixels; comparable between parents.
 * `reach` is the right edge of the parent with its scripts: the row goes on behind them.
 */
export function relationCost(
  other: Shape,
  symbol: Shape,
  relation: Relation,
  reach = other.box.x + other.box.width,
): number {
  const { box } = symbol;
  if (relation === 'Inside') return Math.max(0, box.x - other.box.x) / 2;
  if (relation === 'Above' || relation === 'Below') return Math.abs(centre(box).y - centre(other.box).y) / 2;
  const drop = Math.abs(bodyOf(symbol).middle - bodyOf(other).middle);
  const gap = Math.max(0, box.x - (relation === 'Right' ? reach : other.box.x + other.box.width));
  return gap + drop * (relation === 'Right' ? 2 : 1);
}
