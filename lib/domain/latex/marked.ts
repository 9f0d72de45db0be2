import { placedTokens } from './canonical';
import type { Span } from './parse';
import { readStructure, type StructureNode } from './structure';
import { stripDelimiters } from './tokenize';

/** Tokens that cannot be wrapped: halves of something, or read together with what is before or behind them. */
const NEVER = /^(?:\\(?:left|right|middle|begin|end|not)(?![A-Za-z])|['&])/u;
const SIZE_BEFORE = /\\(?:big|Big|bigg|Bigg)[lrm]?\s*$/u;
const SCRIPT_BEFORE = /[_^]\s*$/u;

interface Insertion {
  at: number;
  text: string;
  /** Closes stand before opens; inner closes and outer opens first. */
  rank: number;
}

const join = (a: Span | null, b: Span | null): Span | null =>
  a && b ? { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) } : (a ?? b);

/**
 * The source of a label in which every sign says which canonical token it is, for whoever draws it:
 * `\htmlData{token=7}{x}`. A sign is wrapped together with its arguments and scripts, so that it is set as it was;
 * signs within have marks of their own. Delimiters around the label are gone.
 * @returns null when the label does not parse, or holds commands of that kind itself.
 */
export function markedSource(latex: string): string | null {
  if (latex.includes('\\html')) return null;
  const placed = placedTokens(latex);
  if (!placed.ok) return null;
  const { tokens } = placed;
  const insertions: Insertion[] = [];

  const extent = (node: StructureNode): Span | null => {
    const own = node.pieces.reduce<Span | null>((all, piece) => join(all, tokens[piece]?.span ?? null), null);
    return node.children.map(extent).reduce(join, own);
  };
  const wrap = (node: StructureNode, { from, to }: Span, depth: number, alone: boolean) => {
    const [index = 0] = node.pieces;
    const span = tokens[index]?.span;
    const before = latex.slice(0, from);
    if (!span || NEVER.test(latex.slice(span.from, span.to)) || SIZE_BEFORE.test(before)) return;
    // What stands for an argument without braces gets some: a command would not be taken for one.
    const braces = alone || SCRIPT_BEFORE.test(before);
    insertions.push(
      { at: from, text: `${braces ? '{' : ''}\\htmlData{token=${index}}{`, rank: depth },
      { at: to, text: braces ? '}}' : '}', rank: -depth - 1 },
    );
  };
  const visit = (row: readonly StructureNode[], depth: number, alone: boolean) => {
    row.forEach((node, position) => {
      if (node.label === '\\begin{array} 1') return;
      const isBraced = node.pieces.some((piece) => tokens[piece]?.token === '{' && tokens[piece].span);
      visit(node.children, depth + 1, node.kind === 'slot' && !isBraced && node.children.length === 1);
      if (node.kind !== 'ink') return;
      let whole = extent(node);
      for (let next = position + 1; row[next]?.kind === 'slot' && row[next]?.label !== 'group'; next++) {
        whole = join(whole, extent(row[next]!));
      }
      const isNegated = row[position - 1]?.label === '\\not';
      if (whole && !isNegated) wrap(node, whole, depth, alone);
    });
  };
  visit(readStructure(tokens.map(({ token }) => token)), 1, false);

  const { body, offset } = stripDelimiters(latex);
  insertions.sort((a, b) => a.at - b.at || a.rank - b.rank);
  let marked = '';
  let at = offset;
  for (const { at: next, text } of insertions) {
    marked += latex.slice(at, next) + text;
    at = next;
  }
  return marked + latex.slice(at, offset + body.length);
}
