import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { layoutLines } from '@/lib/domain/ordering/tree';
import { canonicalForScoring } from './canonical';
import { LOOK_ALIKES, SYNONYMS } from './vocabulary';
import { writeTokens, type WrittenToken } from './write';

export interface LatexComparison {
  /** False also when the label does not parse: then nothing can be compared and both lists are empty. */
  agrees: boolean;
  /** Tokens of the canonical label that nothing in the tree stands for. */
  tokensWithoutPartner: { index: number; token: string }[];
  /** Symbols that the label does not mention at their place. */
  symbolsWithoutPartner: SymbolId[];
}

interface Piece {
  token: string;
  index: number;
  symbols: SymbolId[];
}

/** Three dots and one ellipsis look the same. */
function joinDots(pieces: Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const [first, second] = joined.slice(-2);
    if (piece.token === '.' && first?.token === '.' && second?.token === '.' && joined.length >= 2) {
      joined.splice(-2, 2, {
        token: '\\ldots',
        index: first.index,
        symbols: [...first.symbols, ...second.symbols, ...piece.symbols],
      });
    } else joined.push(piece);
  }
  return joined;
}

const spelling = (token: string) => {
  const one = SYNONYMS.get(token) ?? token;
  return LOOK_ALIKES.get(one) ?? one;
};

/** A table larger than this is not worth the memory: everything between the equal ends counts as different. */
const MAX_TABLE = 4_000_000;

/** Pairs of equal elements of a longest common subsequence, as index pairs in order. */
function longestCommonSubsequence(a: readonly string[], b: readonly string[]): [number, number][] {
  const pairs: [number, number][] = [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) pairs.push([start, start++]);
  let endA = a.length;
  let endB = b.length;
  const tail: [number, number][] = [];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) tail.push([--endA, --endB]);
  const rows = endA - start;
  const columns = endB - start;
  if (rows > 0 && columns > 0 && rows * columns <= MAX_TABLE) {
    const width = columns + 1;
    const lengths = new Uint32Array((rows + 1) * width);
    const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        lengths[i * width + j] =
          a[start + i] === b[start + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (a[start + i] === b[start + j]) pairs.push([start + i++, start + j++]);
      else if (at(i + 1, j) >= at(i, j + 1)) i++;
      else j++;
    }
  }
  return [...pairs, ...tail.reverse()];
}

const STRUCTURE = new Set(['{', '}', '_', '^', '[', ']', '\\\\']);

/**
 * Does the label say the same as the tree? Both are compared in the form used for scoring; what one has and
 * the other has not is named, so that a screen can point at it.
 */
export function compareLatexWithTree(annotation: Annotation): LatexComparison {
  const label = canonicalForScoring(annotation.label.latex);
  if (!label.ok) return { agrees: false, tokensWithoutPartner: [], symbolsWithoutPartner: [] };
  const written = writeTokens(layoutLines(annotation).map(({ roots }) => roots));
  const typed = joinDots(label.tokens.map((token, index) => ({ token, index, symbols: [] })));
  const drawn = joinDots(
    written.map(({ token, symbol }: WrittenToken, index) => ({
      token: spelling(token),
      index,
      symbols: symbol ? [symbol] : [],
    })),
  );
  const pairs = longestCommonSubsequence(
    typed.map((piece) => piece.token),
    drawn.map((piece) => piece.token),
  );
  const seenTyped = new Set(pairs.map(([index]) => index));
  const seenDrawn = new Set(pairs.map(([, index]) => index));
  return {
    agrees: pairs.length === typed.length && pairs.length === drawn.length,
    tokensWithoutPartner: typed
      .filter((piece, index) => !seenTyped.has(index) && !STRUCTURE.has(piece.token))
      .map(({ index, token }) => ({ index, token })),
    symbolsWithoutPartner: drawn
      .filter((_, index) => !seenDrawn.has(index))
      .flatMap(({ symbols }) => symbols),
  };
}
