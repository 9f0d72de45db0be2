import type { FractionNode } from '../latex/nodes';
import { horizontalBar, ruleWidth } from './bars';
import { hang, placedAt, type LayoutBox } from './box';
import { drawn, type LayoutContext } from './context';
import { denominator, DIMENSIONS as D, isDisplay, numerator, scaleOf, type MathStyle } from './style';

/** Rule 15 of appendix G. The bar is a symbol of class `-`. */
export function layoutFraction(node: FractionNode, outer: MathStyle, context: LayoutContext): LayoutBox {
  const style: MathStyle = node.size === 'auto' ? outer : { ...outer, level: node.size };
  const size = scaleOf(style);
  const over = context.layout(node.numerator, numerator(style));
  const under = context.layout(node.denominator, denominator(style));
  const rule = ruleWidth(context) * size;
  const axis = context.face.axisHeight * size;

  const display = isDisplay(style);
  // Handwriting leans over its boxes, so it needs more air around the bar than print.
  const air = (display ? 3 : 1.4) * (context.face.isHandwritten ? 1.7 : 1) * D.ruleThickness * size;
  const up = Math.max(
    (display ? D.numeratorShiftDisplay : D.numeratorShift) * size,
    axis + rule / 2 + air + over.depth,
  );
  const down = Math.max(
    (display ? D.denominatorShiftDisplay : D.denominatorShift) * size,
    under.height + air + rule / 2 - axis,
  );

  const content = Math.max(over.width + over.lean, under.width + under.lean);
  const overhang = (context.face.isHandwritten ? context.random.range(0.06, 0.2) : 0.03) * size;
  const length = content + 2 * overhang;
  const bar = drawn('-', horizontalBar(length / size, -axis / size, rule / size, context), style);
  hang(over.entry, bar, 'Above', context.used);
  hang(under.entry, bar, 'Below', context.used);

  const margin = D.nullDelimiter * size * 0.6;
  return {
    width: length + 2 * margin,
    height: up + over.height,
    depth: down + under.depth,
    placed: [
      { symbol: bar, x: margin, y: 0 },
      ...placedAt(over, margin + (length - over.width - over.lean) / 2, -up),
      ...placedAt(under, margin + (length - under.width - under.lean) / 2, down),
    ],
    entry: bar,
    exit: bar,
    lean: 0,
  };
}
