import type { Annotation, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { layoutLines, type LayoutNode } from '@/lib/domain/ordering/tree';
import { ARGUMENTS } from './vocabulary';

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

/** A written token with where it comes from. */
export interface SourcedToken extends WrittenToken {
  /** Whose relation wrote it: set for braces, `_`, `^` and the like; null for a symbol's own token and `\\`. */
  owner: SymbolId | null;
  /** How what stands between such braces relates to `owner`; null where the owner itself stands there. */
  relation: Relation | null;
}

type Bare = (token: string) => SourcedToken;
const LINE_BREAK: SourcedToken = {
  token: '\\\\',
  symbol: null,
  rule: 'line',
  owner: null,
  relation: null,
};

const relationOf = ([first]: readonly LayoutNode[]) => first?.symbol.place?.relation ?? null;

const braced = (row: readonly LayoutNode[], bare: Bare): SourcedToken[] => [
  bare('{'),
  ...writeRow(row),
  bare('}'),
];

/** A `]` within an index would end it. */
function guarded(index: SourcedToken[], bare: Bare): SourcedToken[] {
  return index.some(({ token }) => token === ']') ? [bare('{'), ...index, bare('}')] : index;
}

/** What stands within a symbol: a command that takes an argument takes it in braces. */
function within(name: string, inside: readonly LayoutNode[], bare: Bare): SourcedToken[] {
  return inside.length > 0 && ARGUMENTS.get(name) === 1 ? braced(inside, bare) : writeRow(inside);
}

/** A symbol with everything that hangs on it but what comes to its right. */
function writeSymbol({ symbol, children }: LayoutNode): SourcedToken[] {
  const {
    Above: above = [],
    Below: below = [],
    Inside: inside = [],
    Sub: sub = [],
    Sup: sup = [],
  } = children;
  const own = (rule: WritingRule, token = symbol.class): SourcedToken => ({
    token,
    symbol: symbol.id,
    rule,
    owner: null,
    relation: null,
  });
  const by =
    (rule: WritingRule, relation: Relation | null): Bare =>
    (token) => ({ token, symbol: null, rule, owner: symbol.id, relation });
  let base: SourcedToken[];
  let lower = below;
  let upper = above;
  if (symbol.class === '-' && above.length + below.length > 0) {
    const part = (row: readonly LayoutNode[], relation: Relation) => braced(row, by('fraction', relation));
    base = [own('fraction', '\\frac'), ...part(above, 'Above'), ...part(below, 'Below')];
    lower = upper = [];
  } else if (symbol.class === '\\sqrt') {
    const bare = by('index', 'Above');
    const index = above.length > 0 ? [bare('['), ...guarded(writeRow(above), bare), bare(']')] : [];
    base = [own('root'), ...index, ...braced(inside, by('root', 'Inside'))];
    upper = [];
  } else {
    base = [own('symbol'), ...within(symbol.class, inside, by('symbol', 'Inside'))];
  }
  // One nucleus carries one script of each kind; what stands straight under or over it goes there first.
  const around = (command: string, rule: WritingRule, row: readonly LayoutNode[]) => {
    const bare = by(rule, relationOf(row));
    const self = by(rule, null);
    return [bare(command), ...braced(row, bare), self('{'), ...base, self('}')];
  };
  if (lower.length > 0 && sub.length > 0) {
    base = around('\\underset', 'underset', lower);
    lower = [];
  }
  if (upper.length > 0 && sup.length > 0) {
    base = around('\\overset', 'overset', upper);
    upper = [];
  }
  const script = (command: string, rule: WritingRule, row: readonly LayoutNode[]) => {
    const bare = by(rule, relationOf(row));
    return row.length > 0 ? [bare(command), ...braced(row, bare)] : [];
  };
  return [
    ...base,
    ...script('_', 'subscript', [...lower, ...sub]),
    ...script('^', 'superscript', [...upper, ...sup]),
  ];
}

function writeRow(row: readonly LayoutNode[]): SourcedToken[] {
  const tokens: SourcedToken[] = [];
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
 * relation, lines joined by `\\`. Every symbol of the trees is written exactly once, broken trees included;
 * every other token says which relation of which symbol asked for it.
 * @param lines roots of each line, top to bottom.
 */
export function writeWithSources(lines: readonly (readonly LayoutNode[])[]): SourcedToken[] {
  return lines.flatMap((roots, index) => [...(index > 0 ? [LINE_BREAK] : []), ...writeRow(roots)]);
}

/** As `writeWithSources`: the tokens, the symbols they stand for and the rules that wrote them. */
export function writeTokens(lines: readonly (readonly LayoutNode[])[]): WrittenToken[] {
  return writeWithSources(lines).map(({ token, symbol, rule }) => ({ token, symbol, rule }));
}

/** LaTeX that follows from an annotation's symbols and ordering; its label is not looked at. */
export function latexFromAnnotation(annotation: Annotation): string {
  return writeTokens(layoutLines(annotation).map(({ roots }) => roots))
    .map(({ token }) => token)
    .join(' ');
}
