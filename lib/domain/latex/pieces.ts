import type { Annotation, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { layoutLines } from '@/lib/domain/ordering/tree';
import { placedTokens } from './canonical';
import type { Span } from './parse';
import { LOOK_ALIKES, SYNONYMS } from './vocabulary';
import { writeWithSources } from './write';

/** A token of a label, ready to be compared. */
export interface TypedPiece {
  /** In the spelling used for scoring, where look-alikes are one. */
  token: string;
  /** In its canonical spelling. */
  shown: string;
  /** Which canonical token it is, from 0; of three dots the first. */
  index: number;
  /** Where the source says it; empty where it only implies it. */
  spans: readonly Span[];
}

/** A token that the tree asks for, ready to be compared. */
export interface TreePiece {
  token: string;
  /** The symbols it stands for: one, three for three dots, none for braces and the like. */
  symbols: readonly SymbolId[];
  /** For braces and the like: whose relation asked for them. */
  owner: SymbolId | null;
  relation: Relation | null;
}

const spelling = (token: string) => {
  const one = SYNONYMS.get(token) ?? token;
  return LOOK_ALIKES.get(one) ?? one;
};

const ELLIPSIS = '\\ldots';

/** Three dots and one ellipsis look the same. */
function joinDots<Piece extends { token: string }>(
  pieces: readonly Piece[],
  join: (three: readonly [Piece, Piece, Piece]) => Piece,
): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const [first, second] = joined.slice(-2);
    if (piece.token === '.' && first?.token === '.' && second?.token === '.') {
      joined.splice(-2, 2, join([first, second, piece]));
    } else joined.push(piece);
  }
  return joined;
}

/** The pieces of a label as typed; null when it does not parse. */
export function typedPieces(latex: string): TypedPiece[] | null {
  const placed = placedTokens(latex);
  if (!placed.ok) return null;
  const pieces = placed.tokens.map(({ token, span }, index) => ({
    token: spelling(token),
    shown: token,
    index,
    spans: span ? [span] : [],
  }));
  return joinDots<TypedPiece>(pieces, (three) => ({
    token: ELLIPSIS,
    shown: ELLIPSIS,
    index: three[0].index,
    spans: three.flatMap(({ spans }) => spans),
  }));
}

/** A class may be several tokens, such as `\\mathbb{R}`: all of them are the one symbol. */
function tokensOfClass(name: string): string[] {
  if (!name.includes('{') || name.length <= 2) return [name];
  const placed = placedTokens(name);
  return placed.ok && placed.tokens.length > 0 ? placed.tokens.map(({ token }) => token) : [name];
}

/** The pieces that the symbols and their ordering ask for. */
export function treePieces(annotation: Annotation): TreePiece[] {
  const written = writeWithSources(layoutLines(annotation).map(({ roots }) => roots));
  const pieces = written.flatMap(({ token, symbol, owner, relation }) =>
    (symbol ? tokensOfClass(token) : [token]).map((one) => ({
      token: spelling(one),
      symbols: symbol ? [symbol] : [],
      owner,
      relation,
    })),
  );
  return joinDots<TreePiece>(pieces, (three) => ({
    ...three[0],
    token: ELLIPSIS,
    symbols: three.flatMap(({ symbols }) => symbols),
  }));
}
