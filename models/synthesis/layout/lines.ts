import type { Face } from '../faces/face';
import type { FormulaNode, RowNode } from '../latex/nodes';
import type { Random } from '../random';
import type { DrawnSymbol, LayoutBox, Placed } from './box';
import type { LayoutContext } from './context';
import { layoutFenced } from './fenced';
import { layoutFraction } from './fraction';
import { layoutRadical } from './radical';
import { layoutRow } from './row';
import { layoutScripts } from './scripts';
import { DISPLAY, type MathStyle } from './style';
import { layoutSymbol } from './symbol';

/** One line of a formula; positions in em from the formula's top left, y down. */
export interface LaidOutLine {
  root: DrawnSymbol;
  placed: Placed[];
}

/** Lays the lines of a formula out under one another, with the tree linked in the symbols. */
export function layoutFormula(rows: readonly RowNode[], face: Face, random: Random): LaidOutLine[] {
  const context: LayoutContext = {
    face,
    random,
    used: new Map(),
    layout: (node, style) => layoutNode(node, style, context),
  };
  const boxes = rows.map((row) => context.layout(row, DISPLAY));
  const widest = Math.max(...boxes.map((box) => box.width));
  let baseline = 0;
  return boxes.map((box, index) => {
    const above = boxes[index - 1];
    if (above !== undefined) baseline += above.depth + lineGap(face, random) + box.height;
    const indent = face.isHandwritten
      ? Math.min(widest - box.width, random.range(0, 0.8))
      : (widest - box.width) / 2;
    return lineAt(box, Math.max(0, indent), baseline);
  });
}

function lineGap(face: Face, random: Random): number {
  return face.isHandwritten ? random.range(0.42, 0.6) : 0.4;
}

function lineAt(box: LayoutBox, x: number, y: number): LaidOutLine {
  if (box.entry === null) throw new Error('A line without a symbol was laid out');
  return {
    root: box.entry,
    placed: box.placed.map((piece) => ({ ...piece, x: piece.x + x, y: piece.y + y })),
  };
}

function layoutNode(node: FormulaNode, style: MathStyle, context: LayoutContext): LayoutBox {
  switch (node.type) {
    case 'symbol':
      return layoutSymbol(node, style, context);
    case 'row':
      return layoutRow(node, style, context);
    case 'scripts':
      return layoutScripts(node, style, context);
    case 'fraction':
      return layoutFraction(node, style, context);
    case 'radical':
      return layoutRadical(node, style, context);
    case 'fenced':
      return layoutFenced(node, style, context);
    case 'space':
      return { width: 0, height: 0, depth: 0, placed: [], entry: null, exit: null, lean: 0 };
  }
}
