import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { alignStructures, type Alignment, type Side } from './align-structures';
import type { Span } from './parse';
import { treePieces, typedPieces, type TreePiece, type TypedPiece } from './pieces';
import { GROUP, type StructureNode } from './structure';

/**
 * How a token of the label stands to the tree. `agrees`: both say it. `differs`: the tree says something else at
 * its place. `elsewhere`: the tree says the same at another place. `alone`: the tree does not say it. `follows`:
 * a brace or the like that is only there because of a sign that has no partner.
 */
export type Standing = 'agrees' | 'differs' | 'elsewhere' | 'alone' | 'follows';

/** A token of the label, and the symbols it speaks of. */
export interface LabelToken {
  /** In its canonical spelling. */
  token: string;
  /** Which canonical token it is, from 0. */
  index: number;
  /** Where the source says it, in UTF-16 code units; empty where the source only implies it. */
  spans: readonly Span[];
  /** A sign; otherwise a brace, `_`, `^` or the end of a line. */
  ink: boolean;
  standing: Standing;
  /** Of a sign its symbols; of a script's or an argument's brackets whose it is, then what stands within. */
  symbols: readonly SymbolId[];
}

/** One thing in which label and ordering differ. */
export interface Disagreement {
  /**
   * `token`: only in the label. `symbol`: only in the ordering. `sign`: at one place, two different signs.
   * `elsewhere`: in both, at different places. `place`: in both, in another relation (`_` against `^`).
   */
  kind: 'token' | 'symbol' | 'sign' | 'elsewhere' | 'place';
  /** What the label says, canonical; null when it says nothing. */
  token: string | null;
  spans: readonly Span[];
  symbols: readonly SymbolId[];
}

export interface Correspondence {
  agrees: boolean;
  /** Every canonical token of the label, in canonical order. */
  tokens: readonly LabelToken[];
  /** Where the label says a symbol; no entry, or an empty one, where it does not. */
  spansOf: ReadonlyMap<SymbolId, readonly Span[]>;
  /** Symbols in the ordering that the label does not say, or not at their place. */
  symbolsWithoutPartner: readonly SymbolId[];
  disagreements: readonly Disagreement[];
}

interface Both extends Alignment {
  typed: readonly TypedPiece[];
  tree: readonly TreePiece[];
  back: ReadonlyMap<StructureNode, StructureNode>;
}

/** The symbols of a sign; of one that stands for none (`\underset`) whose relation asked for it. */
function symbolsOf({ pieces }: StructureNode, tree: readonly TreePiece[]): SymbolId[] {
  return pieces.flatMap((index) => {
    const { symbols = [], owner = null } = tree[index] ?? {};
    return symbols.length > 0 || !owner ? symbols : [owner];
  });
}

const symbolsIn = (node: StructureNode, tree: readonly TreePiece[]): SymbolId[] => [
  ...node.pieces.flatMap((index) => tree[index]?.symbols ?? []),
  ...node.children.flatMap((child) => symbolsIn(child, tree)),
];

/** Whose slot it is, then what stands in it. */
function symbolsOfSlot(node: StructureNode, tree: readonly TreePiece[]): SymbolId[] {
  const owner = tree[node.pieces[0] ?? -1]?.owner;
  return [...new Set([...(owner ? [owner] : []), ...symbolsIn(node, tree)])];
}

const equal = (a: StructureNode, b: StructureNode | undefined) => b !== undefined && a.label === b.label;

/** Is a slot without a partner only the consequence of a sign without one: its owner, or all that is in it? */
function follows(node: StructureNode, side: Side, hasPartner: (node: StructureNode) => boolean): boolean {
  if (node.kind !== 'slot') return false;
  const owner = side.owners.get(node);
  if (owner && !hasPartner(owner)) return true;
  const within = node.children.flatMap(inkIn);
  return within.length > 0 && !within.some(hasPartner);
}

const inkIn = (node: StructureNode): StructureNode[] => [
  ...(node.kind === 'ink' ? [node] : []),
  ...node.children.flatMap(inkIn),
];

/** Signs without a partner that the other side has, too, at another place; in the reading order of each. */
function elsewhere({ a, b, partners, back }: Both): Map<StructureNode, StructureNode> {
  const free = new Map<string, StructureNode[]>();
  for (const node of b.nodes) {
    if (node.kind !== 'ink' || back.has(node)) continue;
    free.set(node.label, [...(free.get(node.label) ?? []), node]);
  }
  const pairs = new Map<StructureNode, StructureNode>();
  for (const node of a.nodes) {
    if (node.kind !== 'ink' || partners.has(node)) continue;
    const other = free.get(node.label)?.shift();
    if (other) pairs.set(node, other);
  }
  return pairs;
}

interface Standings {
  /** Of every node of the label. */
  typed: ReadonlyMap<StructureNode, { standing: Standing; symbols: readonly SymbolId[] }>;
  disagreements: Disagreement[];
}

function compareNodes(both: Both): Standings {
  const { a, b, partners, back, typed, tree } = both;
  const moved = elsewhere(both);
  const arrived = new Set(moved.values());
  const result = new Map<StructureNode, { standing: Standing; symbols: readonly SymbolId[] }>();
  const disagreements: Disagreement[] = [];
  const shown = ({ pieces: [first = -1] }: StructureNode) => typed[first]?.shown ?? null;
  const spans = ({ pieces }: StructureNode) => pieces.flatMap((index) => typed[index]?.spans ?? []);
  const tell = (kind: Disagreement['kind'], node: StructureNode | null, symbols: readonly SymbolId[]) =>
    disagreements.push({
      kind,
      token: node && shown(node),
      spans: node ? spans(node) : [],
      symbols,
    });
  const judge = (node: StructureNode): { standing: Standing; symbols: readonly SymbolId[] } => {
    const partner = partners.get(node);
    const ink = node.kind === 'ink';
    const symbols = partner ? (ink ? symbolsOf(partner, tree) : symbolsOfSlot(partner, tree)) : [];
    if (equal(node, partner)) return { standing: 'agrees', symbols };
    const goal = moved.get(node);
    if (goal) {
      tell('elsewhere', node, symbolsOf(goal, tree));
      return { standing: 'elsewhere', symbols: symbolsOf(goal, tree) };
    }
    if (partner) {
      tell(ink ? 'sign' : 'place', node, symbols);
      return { standing: 'differs', symbols };
    }
    if (node.label === GROUP || follows(node, a, (one) => partners.has(one) || moved.has(one))) {
      return { standing: 'follows', symbols: [] };
    }
    tell(ink ? 'token' : 'place', node, []);
    return { standing: 'alone', symbols: [] };
  };
  for (const node of a.nodes) result.set(node, judge(node));
  for (const node of b.nodes) {
    if (arrived.has(node) || back.has(node)) continue;
    const isSymbol = node.pieces.some((index) => tree[index]!.symbols.length > 0);
    if (isSymbol) tell('symbol', null, symbolsOf(node, tree));
    else if (node.label !== GROUP && !follows(node, b, (one) => back.has(one) || arrived.has(one))) {
      tell('place', null, symbolsOfSlot(node, tree));
    }
  }
  return { typed: result, disagreements };
}

/**
 * Which symbols each token of the label speaks of, and in what label and ordering differ: the label's canonical
 * tokens against those that the tree asks for, in the form used for scoring, as the cheapest edit of one tree
 * into the other. Symbols outside of every line's tree take no part.
 * @returns null when the label does not parse.
 */
export function correspond(annotation: Annotation): Correspondence | null {
  const typed = typedPieces(annotation.label.latex);
  if (!typed) return null;
  const tree = treePieces(annotation);
  const alignment = alignStructures(
    typed.map(({ token }) => token),
    tree.map(({ token }) => token),
  );
  const back = new Map([...alignment.partners].map(([a, b]) => [b, a]));
  const standings = compareNodes({ ...alignment, typed, tree, back });
  const tokens: LabelToken[] = [];
  const spansOf = new Map<SymbolId, readonly Span[]>();
  for (const [node, { standing, symbols }] of standings.typed) {
    const ink = node.kind === 'ink';
    for (const piece of node.pieces) {
      const { shown, index, spans } = typed[piece]!;
      tokens.push({ token: shown, index, spans, ink, standing, symbols });
      if (ink) for (const symbol of symbols) spansOf.set(symbol, [...(spansOf.get(symbol) ?? []), ...spans]);
    }
  }
  tokens.sort((a, b) => a.index - b.index);
  const said = new Set(
    tokens.flatMap(({ ink, standing, symbols }) => (ink && standing === 'agrees' ? symbols : [])),
  );
  return {
    agrees: standings.disagreements.length === 0,
    tokens,
    spansOf,
    symbolsWithoutPartner: tree.flatMap(({ symbols }) => symbols).filter((symbol) => !said.has(symbol)),
    disagreements: standings.disagreements,
  };
}
