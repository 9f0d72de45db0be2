import { AppError } from '@/lib/errors';
import type { Relation } from '@/lib/domain/annotation/schema';
import type { ScriptsNode, SymbolNode } from '../latex/nodes';
import { takesLimits } from '../latex/symbols';
import { hang, placedAt, type LayoutBox } from './box';
import type { LayoutContext } from './context';
import {
  DIMENSIONS as D,
  isDisplay,
  isScript,
  scaleOf,
  subscript,
  superscript,
  type MathStyle,
} from './style';

/**
 * Sub- and superscripts, or limits. In the tree \sum and \lim have Below and Above, everything else
 * (\int too, however it is drawn) Sub and Sup.
 */
export function layoutScripts(node: ScriptsNode, style: MathStyle, context: LayoutContext): LayoutBox {
  const base = context.layout(node.base, style);
  const sub = node.sub === null ? null : context.layout(node.sub, subscript(style));
  const sup = node.sup === null ? null : context.layout(node.sup, superscript(style));
  const symbol = node.base.type === 'symbol' ? node.base : null;
  if (base.exit === null) throw new AppError('invalid_input', 'A script hangs on nothing.');
  if (node.limits && symbol?.kind !== 'op') {
    throw new AppError('invalid_input', '\\limits may follow an operator only.');
  }
  const [below, above]: [Relation, Relation] =
    symbol !== null && takesLimits(symbol.class) ? ['Below', 'Above'] : ['Sub', 'Sup'];
  hang(sub?.entry ?? null, base.exit, below, context.used);
  hang(sup?.entry ?? null, base.exit, above, context.used);
  return node.limits && !isScript(style)
    ? withLimits(base, sub, sup, style)
    : withScripts(base, sub, sup, style, symbol, context);
}

/** Rules 18a to 18f of appendix G. */
function withScripts(
  base: LayoutBox,
  sub: LayoutBox | null,
  sup: LayoutBox | null,
  style: MathStyle,
  symbol: SymbolNode | null,
  { face }: LayoutContext,
): LayoutBox {
  const size = scaleOf(style);
  const small = scaleOf(superscript(style));
  const xHeight = face.xHeight * size;
  const tall = symbol === null || base.height > size || base.depth > size * 0.45;
  let up = tall ? base.height - D.superDrop * small : 0;
  let down = tall ? base.depth + D.subDrop * small : 0;
  if (sup !== null) {
    const least = style.cramped ? D.superShiftCramped : isDisplay(style) ? D.superShiftDisplay : D.superShift;
    up = Math.max(up, least * size, sup.depth + xHeight / 4);
  }
  if (sub !== null) {
    down = Math.max(down, (sup === null ? D.subShift : D.subShiftWithSuper) * size);
    if (sup === null) down = Math.max(down, sub.height - 0.8 * xHeight);
  }
  if (sub !== null && sup !== null) {
    const gap = up - sup.depth - (sub.height - down);
    const least = 4 * D.ruleThickness * size;
    if (gap < least) {
      down += least - gap;
      const raise = 0.8 * xHeight - (up - sup.depth);
      if (raise > 0) {
        up += raise;
        down -= raise;
      }
    }
  }
  // A hand leaves more room beside a letter than a printer does.
  const room = (face.isHandwritten ? 0.05 : 0.015) * size;
  const supX = base.width + base.lean + room;
  // Limits of an integral stand close to its slanting ends.
  const edge =
    symbol?.class === '\\int' && sub !== null ? rightEdge(base, down - sub.height) + 2 * room : base.width;
  const subX = Math.min(edge, base.width) + room;
  return {
    width:
      Math.max(sub === null ? 0 : subX + sub.width, sup === null ? 0 : supX + sup.width) +
      D.scriptSpace * size,
    height: Math.max(base.height, sup === null ? 0 : up + sup.height),
    depth: Math.max(base.depth, sub === null ? 0 : down + sub.depth),
    placed: [
      ...base.placed,
      ...(sub === null ? [] : placedAt(sub, subX, down)),
      ...(sup === null ? [] : placedAt(sup, supX, -up)),
    ],
    entry: base.entry,
    exit: base.exit,
    lean: 0,
  };
}

/** Where the ink of a box ends on the right below the height `y`. */
function rightEdge(box: LayoutBox, y: number): number {
  let edge = 0;
  for (const { symbol, ...origin } of box.placed) {
    for (const point of symbol.outline.flat(2)) {
      if (origin.y + point.y > y) edge = Math.max(edge, origin.x + point.x);
    }
  }
  return edge;
}

/** Rule 13a of appendix G. */
function withLimits(
  base: LayoutBox,
  sub: LayoutBox | null,
  sup: LayoutBox | null,
  style: MathStyle,
): LayoutBox {
  const size = scaleOf(style);
  const width = Math.max(base.width, sub?.width ?? 0, sup?.width ?? 0);
  const placed = placedAt(base, (width - base.width) / 2, 0);
  let { height, depth } = base;
  if (sup !== null) {
    const gap = Math.max(D.limitGapAbove * size, D.limitRiseAbove * size - sup.depth);
    placed.push(...placedAt(sup, (width - sup.width + base.lean) / 2, -(height + gap + sup.depth)));
    height += gap + sup.depth + sup.height + D.limitPadding * size;
  }
  if (sub !== null) {
    const gap = Math.max(D.limitGapBelow * size, D.limitDropBelow * size - sub.height);
    placed.push(...placedAt(sub, (width - sub.width - base.lean) / 2, depth + gap + sub.height));
    depth += gap + sub.height + sub.depth + D.limitPadding * size;
  }
  return { width, height, depth, placed, entry: base.entry, exit: base.exit, lean: 0 };
}
