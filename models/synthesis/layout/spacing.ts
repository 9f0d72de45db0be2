import type { AtomKind } from '../latex/nodes';
import { isScript, type MathStyle } from './style';

/**
 * Space between neighbours in mu, TeXbook chapter 18: 0 none, 1 thin, 2 medium, 3 thick; negative:
 * not in script sizes. Rows are the left atom, columns the right one.
 */
const ORDER: readonly AtomKind[] = ['ord', 'op', 'bin', 'rel', 'open', 'close', 'punct', 'inner'];
const TABLE: readonly (readonly number[])[] = [
  [0, 1, -2, -3, 0, 0, 0, -1],
  [1, 1, 0, -3, 0, 0, 0, -1],
  [-2, -2, 0, 0, -2, 0, 0, -2],
  [-3, -3, 0, 0, -3, 0, 0, -3],
  [0, 0, 0, 0, 0, 0, 0, 0],
  [0, 1, -2, -3, 0, 0, 0, -1],
  [-1, -1, 0, -1, -1, -1, -1, -1],
  [-1, 1, -2, -3, -1, 0, -1, -1],
];
const MU = [0, 3, 4, 5] as const;

/** Space in em of the current size between two atoms. */
export function spaceBetween(left: AtomKind, right: AtomKind, style: MathStyle): number {
  const entry = TABLE[ORDER.indexOf(left)]?.[ORDER.indexOf(right)] ?? 0;
  if (entry < 0 && isScript(style)) return 0;
  return (MU[Math.abs(entry)] ?? 0) / 18;
}

const NOT_BEFORE_BINARY: ReadonlySet<AtomKind> = new Set(['bin', 'op', 'rel', 'open', 'punct']);
const NOT_AFTER_BINARY: ReadonlySet<AtomKind> = new Set(['rel', 'close', 'punct']);

/** Rules 5 and 6 of appendix G: an operator without two operands, as in `-1`, is an ordinary atom. */
export function resolvedKinds(kinds: readonly AtomKind[]): AtomKind[] {
  const resolved = [...kinds];
  resolved.forEach((kind, index) => {
    const before = resolved[index - 1];
    if (kind === 'bin' && (before === undefined || NOT_BEFORE_BINARY.has(before))) resolved[index] = 'ord';
    if (NOT_AFTER_BINARY.has(kind) && before === 'bin') resolved[index - 1] = 'ord';
  });
  if (resolved.at(-1) === 'bin') resolved[resolved.length - 1] = 'ord';
  return resolved;
}
