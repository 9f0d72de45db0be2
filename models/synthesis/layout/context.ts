import type { Face } from '../faces/face';
import type { FormulaNode } from '../latex/nodes';
import type { Random } from '../random';
import { boundsOf, scaled, type Outline } from '../outline';
import type { DrawnSymbol, LayoutBox, UsedPlaces } from './box';
import { scaleOf, type MathStyle } from './style';

/** What every rule of the layout needs. */
export interface LayoutContext {
  face: Face;
  random: Random;
  used: UsedPlaces;
  layout(node: FormulaNode, style: MathStyle): LayoutBox;
}

/** A new symbol of the drawing; `outline` in em of the style's size. */
export function drawn(name: string, outline: Outline, style: MathStyle): DrawnSymbol {
  return { class: name, outline: scaled(outline, scaleOf(style)), parent: null, relation: null };
}

/** A box around one symbol, `advance` (em of the style's size) wide, as high and deep as its ink. */
export function boxOf(symbol: DrawnSymbol, advance: number, style: MathStyle): LayoutBox {
  const { top, bottom, right } = boundsOf(symbol.outline);
  const width = advance * scaleOf(style);
  return {
    width,
    height: -top,
    depth: bottom,
    placed: [{ symbol, x: 0, y: 0 }],
    entry: symbol,
    exit: symbol,
    lean: Math.max(0, right - width),
  };
}
