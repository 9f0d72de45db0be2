import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { layoutLines, type LayoutNode } from '@/lib/domain/ordering/tree';

/** Which rule wrote a token: `symbol` its own class, the others what stands around the symbols. */
export const WRITING_RULES = [
  'symbol',
  'fraction',
  'root',
  'index',
  'underset',
  'overset',
  'subscript',
  'superscript',
  'line',
] as const;
export type WritingRule = (typeof WRITING_RULES)[number];

/** A written token and the symbol it stands for; braces, `_`, `^` and the index brackets stand for none. */
export interface WrittenToken {
  token: string;
  symbol: SymbolId | null;
  rule: WritingRule;
}

const bare = (token: string, rule: WritingRule): WrittenToken => ({ token, symbol: null, rule });
const LINE_BREAK = bare('\\\\', 'line');

function braced(row: readonly LayoutNode[], rule: WritingRule): WrittenToken[] {
  return [bare('{', rule), ...writeRow(row), bare('}', rule)];
}

/** A `]` within an index would end it. */
function guarded(index: WrittenToken[]): WrittenToken[] {
  if (!index.some(({ token }) => token === ']')) return index;
  return [bare('{', 'index'), ...index, bare('}', 'index')];
}

/** A symbol with everything that hangs on it but what comes to its right. */
function writeSymbol({ symbol, children }: LayoutNode): WrittenToken[] {
  const {
    Above: above = [],
    Below: below = [],
    Inside: inside = [],
    Sub: sub = [],
    Sup: sup = [],
  } = children;
  const own = (token: string, rule: WritingRule): WrittenToken => ({ token, symbol: symbol.id, rule });
  let base: WrittenToken[];
  let lower = below;
  let upper = above;
  if (symbol.class === '-' && above.length + below.length > 0) {
    base = [own('\\frac', 'fraction'), ...braced(above, 'fraction'), ...braced(below, 'fraction')];
    lower = upper = [];
  } else if (symbol.class === '\\sqrt') {
    const index =
      above.length > 0 ? [bare('[', 'index'), ...guarded(writeRow(above)), bare(']', 'index')] : [];
    base = [own('\\sqrt', 'root'), ...index, ...braced(inside, 'root')];
    upper = [];
  } else {
    base = [own(symbol.class, 'symbol'), ...writeRow(inside)];
  }
  // One nucleus carries one script of each kind; what stands straight under or over it goes there first.
  const around = (command: string, rule: WritingRule, row: readonly LayoutNode[]) => [
    bare(command, rule),
    ...braced(row, rule),
    bare('{', rule),
    ...base,
    bare('}', rule),
  ];
  if (lower.length > 0 && sub.length > 0) {
    base = around('\\underset', 'underset', lower);
    lower = [];
  }
  if (upper.length > 0 && sup.length > 0) {
    base = around('\\overset', 'overset', upper);
    upper = [];
  }
  const down = [...lower, ...sub];
  const up = [...upper, ...sup];
  return [
    ...base,
    ...(down.length > 0 ? [bare('_', 'subscript'), ...braced(down, 'subscript')] : []),
    ...(up.length > 0 ? [bare('^', 'superscript'), ...braced(up, 'superscript')] : []),
  ];
}

function writeRow(row: readonly LayoutNode[]): WrittenToken[] {
  const tokens: WrittenToken[] = [];
  // Depth first over the chain of `Right`s without recursion; only nesting recurses.
  const pending = [...row].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const token of writeSymbol(node)) tokens.push(token);
    for (const next of [...(node.children.Right ?? [])].reverse()) pending.push(next);
  }
  return tokens;
}

/**
 * Writes layout trees as canonical LaTeX, deterministically: fraction bars, roots, scripts and limits by
 * relation, lines joined by `\\`. Every symbol of the trees is written exactly once, broken trees included.
 * @param lines roots of each line, top to bottom.
 */
export function writeTokens(lines: readonly (readonly LayoutNode[])[]): WrittenToken[] {
  return lines.flatMap((roots, index) => [...(index > 0 ? [LINE_BREAK] : []), ...writeRow(roots)]);
}

/** LaTeX that follows from an annotation's symbols and ordering; its label is not looked at. */
export function latexFromAnnotation(annotation: Annotation): string {
  return writeTokens(layoutLines(annotation).map(({ roots }) => roots))
    .map(({ token }) => token)
    .join(' ');
}
