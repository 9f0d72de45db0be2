/**
 * What a formula is made of before it has a place on paper: atoms in rows, as in the TeXbook,
 * chapter 17.
 */

/** Kinds of atoms; they decide the space between neighbours (TeXbook, chapter 18). */
export const ATOM_KINDS = ['ord', 'op', 'bin', 'rel', 'open', 'close', 'punct', 'inner'] as const;
export type AtomKind = (typeof ATOM_KINDS)[number];

/** One symbol of the drawing, one class: `x`, `\alpha`, `\sin`, `\ldots`. */
export interface SymbolNode {
  type: 'symbol';
  class: string;
  kind: AtomKind;
}

/** A base with scripts; `limits` puts them under and over instead (\sum, \lim). */
export interface ScriptsNode {
  type: 'scripts';
  base: FormulaNode;
  sub: RowNode | null;
  sup: RowNode | null;
  limits: boolean;
}

export interface FractionNode {
  type: 'fraction';
  numerator: RowNode;
  denominator: RowNode;
  /** `\dfrac` and `\tfrac` choose the size themselves. */
  size: 'auto' | 'display' | 'text';
}

export interface RadicalNode {
  type: 'radical';
  content: RowNode;
  index: RowNode | null;
}

/** `\left( … \right)`: a null delimiter is `.`. */
export interface FencedNode {
  type: 'fenced';
  left: string | null;
  right: string | null;
  content: RowNode;
}

/** Space without ink, in mu (1/18 em). */
export interface SpaceNode {
  type: 'space';
  mu: number;
}

export interface RowNode {
  type: 'row';
  children: FormulaNode[];
}

export type FormulaNode =
  SymbolNode | ScriptsNode | FractionNode | RadicalNode | FencedNode | SpaceNode | RowNode;
