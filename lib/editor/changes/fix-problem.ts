import type { Annotation, LineId, Place, SymbolId } from '@/lib/domain/annotation/schema';
import type { Problem, ProblemCode } from '@/lib/domain/annotation/validate';
import { union } from '@/lib/domain/geometry/box';
import { linesInOrder, setPlace, subtreeOf } from '@/lib/domain/ordering';
import { cropToImage } from '../kernels/boxes';
import type { Size } from '../kernels/space';
import { randomUuid } from '../uuid';
import { setBoxes } from './boxes';
import { guessPlace } from './guess-place';
import { rewriteLatex } from './label';
import { dropEmptyLine, placeAt } from './places';

export const FIXES = [
  'attach',
  'new_line',
  'remove_line',
  'open_circle',
  'in_a_row',
  'same_line',
  'crop',
  'rewrite',
] as const;

/** The one obvious way to put a broken rule right. */
export interface Fix {
  readonly name: (typeof FIXES)[number];
  apply(annotation: Annotation): Annotation;
}

/** Hangs a symbol where its box says it belongs, never on what hangs on itself. */
function attach(annotation: Annotation, id: SymbolId): Annotation {
  const own = new Set(subtreeOf(annotation, id));
  const place = guessPlace(annotation, id, own);
  return place ? placeAt(annotation, id, place) : annotation;
}

const attachAll = (ids: readonly SymbolId[]): Fix => ({
  name: 'attach',
  apply: (annotation) => ids.reduce(attach, annotation),
});

/** Does what hangs on a second root stand clear under or over the row of the first? Then it is a line of its own. */
function standsApart(annotation: Annotation, first: SymbolId, second: SymbolId): boolean {
  const boxesOf = (id: SymbolId) =>
    union(subtreeOf(annotation, id).flatMap((one) => annotation.symbols[one]?.box ?? []));
  const [a, b] = [boxesOf(first), boxesOf(second)];
  return a !== undefined && b !== undefined && (b.y > a.y + a.height || b.y + b.height < a.y);
}

const leftmostFirst = (annotation: Annotation, ids: readonly SymbolId[]): SymbolId[] =>
  [...ids].sort((a, b) => (annotation.symbols[a]?.box.x ?? 0) - (annotation.symbols[b]?.box.x ?? 0));

function separateRoots(annotation: Annotation, ids: readonly SymbolId[]): Fix | null {
  const [first, ...others] = leftmostFirst(annotation, ids);
  if (!first || others.length === 0) return null;
  if (!others.every((other) => standsApart(annotation, first, other))) return attachAll(others);
  return {
    name: 'new_line',
    apply: (now) => others.reduce((next, other) => newLineOf(next, other), now),
  };
}

/** A root that shares its line gets one of its own under it. */
function newLineOf(annotation: Annotation, root: SymbolId): Annotation {
  const [line, at] = [randomUuid() as LineId, annotation.symbols[root]?.place?.line];
  const index = (linesInOrder(annotation).find(({ id }) => id === at)?.index ?? 0) + 1;
  const lines = Object.fromEntries(
    Object.values(annotation.lines).map((one) => [
      one.id,
      one.index >= index ? { ...one, index: one.index + 1 } : one,
    ]),
  ) as Annotation['lines'];
  const added = { ...annotation, lines: { ...lines, [line]: { id: line, index } } };
  return placeAt(added, root, { line, parent: null, relation: null });
}

/** Opens a circle at its leftmost symbol: that hangs where its box says, or else begins its line. */
const openCircle = (ids: readonly SymbolId[]): Fix => ({
  name: 'open_circle',
  apply(annotation) {
    const [first] = leftmostFirst(annotation, ids);
    const line = first && annotation.symbols[first]?.place?.line;
    if (!first || !line) return annotation;
    const members = new Set(subtreeOf(annotation, first));
    const place: Place = guessPlace(annotation, first, members) ?? { line, parent: null, relation: null };
    return placeAt(annotation, first, place);
  },
});

/** Symbols that claim one place follow each other, from left to right. */
const inARow = (ids: readonly SymbolId[]): Fix => ({
  name: 'in_a_row',
  apply(annotation) {
    const [first] = leftmostFirst(annotation, ids);
    const place = first && annotation.symbols[first]?.place;
    // Setting the first one's place again moves the others to the right of it.
    return first && place ? placeAt(setPlace(annotation, first, place), first, place) : annotation;
  },
});

const sameLine = (child: SymbolId, parent: SymbolId): Fix => ({
  name: 'same_line',
  apply(annotation) {
    const relation = annotation.symbols[child]?.place?.relation;
    const line = annotation.symbols[parent]?.place?.line;
    return relation && line ? placeAt(annotation, child, { line, parent, relation }) : annotation;
  },
});

type MakeFix = (annotation: Annotation, problem: Problem, image: Size) => Fix | null;

const FIX_OF: Partial<Record<ProblemCode, MakeFix>> = {
  orphan: (_, { symbols }) => attachAll(symbols),
  two_roots: (annotation, { symbols }) => separateRoots(annotation, symbols),
  empty_line: (annotation, { lines: [line] }) =>
    line && Object.keys(annotation.lines).length > 1
      ? { name: 'remove_line', apply: (now) => dropEmptyLine(now, line) }
      : null,
  cycle: (_, { symbols }) => openCircle(symbols),
  place_taken: (_, { symbols }) => inARow(symbols.slice(0, -1)),
  parent_in_other_line(annotation, { symbols: [child, parent] }) {
    if (!child || !parent) return null;
    // A parent without a place takes what hangs on it along when it gets one.
    return annotation.symbols[parent]?.place ? sameLine(child, parent) : attachAll([parent]);
  },
  outside_image: (_, { symbols }, image) => ({
    name: 'crop',
    apply: (now) =>
      setBoxes(
        now,
        new Map(
          symbols.flatMap((id) => {
            const symbol = now.symbols[id];
            return symbol ? [[id, cropToImage(symbol.box, image)] as const] : [];
          }),
        ),
      ),
  }),
  latex_missing: () => ({ name: 'rewrite', apply: rewriteLatex }),
  latex_disagrees: () => ({ name: 'rewrite', apply: rewriteLatex }),
};

/** The fix of a broken rule, where there is one that hardly anybody would want otherwise; null elsewhere. */
export function fixFor(annotation: Annotation, problem: Problem, image: Size): Fix | null {
  return FIX_OF[problem.code]?.(annotation, problem, image) ?? null;
}
