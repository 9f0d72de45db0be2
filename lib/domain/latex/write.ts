import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { layoutLines, type LayoutNode } from '@/lib/domain/ordering/tree';

/** A written token and the symbol it stands for; braces, `_`, `^` and the index brackets stand for none. */
export interface WrittenToken {
  token: string;
  symbol: SymbolId | null;
}

const LINE_BREAK: WrittenToken = { token: '\\\\', symbol: null };
const bare = (token: string): WrittenToken => ({ token, symbol: null });

function braced(row: readonly LayoutNode[]): WrittenToken[] {
  return [bare('{'), ...writeRow(row), bare('}')];
}

/** A `]` within an index would end it. */
function guarded(index: WrittenToken[]): WrittenToken[] {
  return index.some(({ token }) => token === ']') ? [bare('{'), ...index, bare('}')] : index;
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
  const own = (token: string): WrittenToken => ({ token, symbol: symbol.id });
  let base: WrittenToken[];
  let lower = below;
  let upper = above;
  if (symbol.class === '-' && above.length + below.length > 0) {
    base = [own('\\frac'), ...braced(above), ...braced(below)];
    lower = upper = [];
  } else if (symbol.class === '\\sqrt') {
    const index = above.length > 0 ? [bare('['), ...guarded(writeRow(above)), bare(']')] : [];
    base = [own('\\sqrt'), ...index, ...braced(inside)];
    upper = [];
  } else {
    base = [own(symbol.class), ...writeRow(inside)];
  }
  // One nucleus carries one script of each kind; what stands straight under or over it goes there first.
  if (lower.length > 0 && sub.length > 0) {
    base = [bare('\\underset'), ...braced(lower), bare('{'), ...base, bare('}')];
    lower = [];
  }
  if (upper.length > 0 && sup.length > 0) {
    base = [bare('\\overset'), ...braced(upper), bare('{'), ...base, bare('}')];
    upper = [];
  }
  const down = [...lower, ...sub];
  const up = [...upper, ...sup];
  return [
    ...base,
    ...(down.length > 0 ? [bare('_'), ...braced(down)] : []),
    ...(up.length > 0 ? [bare('^'), ...braced(up)] : []),
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
