import type { FormulaSymbol } from '@/lib/domain/annotation/schema';
import type { LayoutLine, LayoutNode } from '@/lib/domain/ordering/tree';
import { attribute, escape } from './xml';

function leaf(symbol: FormulaSymbol): string {
  const name = /^\d$/u.test(symbol.class)
    ? 'mn'
    : /^(?:[A-Za-z]|\\[A-Za-z]{2,})$/u.test(symbol.class)
      ? 'mi'
      : 'mo';
  return `<${name} xml:id=${attribute(symbol.id)}>${escape(symbol.class)}</${name}>`;
}

const row = (nodes: readonly LayoutNode[]): string => `<mrow>${rowContent(nodes)}</mrow>`;

function rowContent(nodes: readonly LayoutNode[]): string {
  let content = '';
  const pending = [...nodes].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    content += element(node);
    pending.push(...[...(node.children.Right ?? [])].reverse());
  }
  return content;
}

function scripts(
  base: string,
  [single, other, both]: readonly [string, string, string],
  low: LayoutNode[],
  high: LayoutNode[],
): string {
  if (low.length > 0 && high.length > 0) return `<${both}>${base}${row(low)}${row(high)}</${both}>`;
  if (low.length > 0) return `<${single}>${base}${row(low)}</${single}>`;
  if (high.length > 0) return `<${other}>${base}${row(high)}</${other}>`;
  return base;
}

function element({ symbol, children }: LayoutNode): string {
  const {
    Above: above = [],
    Below: below = [],
    Inside: inside = [],
    Sub: sub = [],
    Sup: sup = [],
  } = children;
  const id = `xml:id=${attribute(symbol.id)}`;
  let base: string;
  let [low, high] = [below, above];
  if (symbol.class === '-' && above.length + below.length > 0) {
    base = `<mfrac ${id}>${row(above)}${row(below)}</mfrac>`;
    low = high = [];
  } else if (symbol.class === '\\sqrt') {
    base =
      above.length > 0
        ? `<mroot ${id}>${row(inside)}${row(above)}</mroot>`
        : `<msqrt ${id}>${row(inside)}</msqrt>`;
    high = [];
  } else {
    base = inside.length > 0 ? `<menclose ${id}>${row(inside)}</menclose>` : leaf(symbol);
  }
  return scripts(
    scripts(base, ['munder', 'mover', 'munderover'], low, high),
    ['msub', 'msup', 'msubsup'],
    sub,
    sup,
  );
}

/** Presentation MathML of layout trees; each element carries the id of its symbol. Several lines are a table. */
export function writeMathml(lines: readonly LayoutLine[]): string {
  const rows = lines.map(({ roots }) => rowContent(roots));
  const content =
    rows.length === 1
      ? `<mrow>${rows[0]}</mrow>`
      : `<mtable>${rows.map((line) => `<mtr><mtd>${line}</mtd></mtr>`).join('')}</mtable>`;
  return `<math xmlns="http://www.w3.org/1998/Math/MathML">${content}</math>`;
}
