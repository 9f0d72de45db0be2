import type { AtomKind, FormulaNode, RowNode } from '../latex/nodes';
import { emptyBox, hang, placedAt, type LayoutBox, type Placed } from './box';
import type { LayoutContext } from './context';
import { missingRoom } from './room';
import { resolvedKinds, spaceBetween } from './spacing';
import { scaleOf, type MathStyle } from './style';

/** The kind that a node has for its neighbours; a space has none. */
function kindOf(node: FormulaNode): AtomKind | null {
  switch (node.type) {
    case 'symbol':
      return node.kind;
    case 'scripts':
      return kindOf(node.base);
    case 'fraction':
    case 'fenced':
      return 'inner';
    case 'space':
      return null;
    case 'radical':
    case 'row':
      return 'ord';
  }
}

/** Sets nodes side by side; each symbol hangs on the one before it by `Right`. */
export function layoutRow(row: RowNode, style: MathStyle, context: LayoutContext): LayoutBox {
  const kinds = row.children.map(kindOf);
  const resolved = resolvedKinds(kinds.filter((kind) => kind !== null));
  const box = emptyBox();
  let before: { kind: AtomKind; placed: Placed[] } | null = null;
  for (const child of row.children) {
    if (child.type === 'space') {
      box.width += (child.mu / 18) * scaleOf(style);
      continue;
    }
    const kind: AtomKind = resolved.shift() ?? 'ord';
    const laid = context.layout(child, style);
    if (before !== null) {
      box.width += spaceBetween(before.kind, kind, style) * scaleOf(style);
      box.width += missingRoom(before.placed, placedAt(laid, box.width, 0), style, context);
    }
    const placed = placedAt(laid, box.width, 0);
    box.placed.push(...placed);
    box.width += laid.width;
    box.height = Math.max(box.height, laid.height);
    box.depth = Math.max(box.depth, laid.depth);
    box.lean = laid.lean;
    hang(laid.entry, box.exit, 'Right', context.used);
    box.entry ??= laid.entry;
    box.exit = laid.exit ?? box.exit;
    before = { kind, placed };
  }
  return box;
}
