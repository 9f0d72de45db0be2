import fc from 'fast-check';
import { applyDiff, diffAnnotations, invertDiff, sameValue } from '@/lib/domain/annotation/diff';
import type { Annotation, LineId, Place, SymbolId } from '@/lib/domain/annotation/schema';
import { validate, wellFormed, type ProblemCode } from '@/lib/domain/annotation/validate';
import type * as ordering from '@/lib/domain/ordering';
import { linesOf, messyAnnotation, soundAnnotation, symbolsOf } from '../annotation/arbitrary';
import { frozen, lineId } from '../annotation/build';

/** What the properties ask of an implementation: the real one, or one with a planted fault. */
export type OrderingImplementation = Pick<
  typeof ordering,
  | 'addLine'
  | 'detachSymbol'
  | 'moveInOrder'
  | 'orderedLines'
  | 'removeLine'
  | 'removeSymbol'
  | 'setPlace'
  | 'splitLine'
  | 'subtreeOf'
>;

/** Numbers that choose symbols, lines and places of whatever annotation comes. */
const choices = fc.record({
  a: fc.nat(),
  b: fc.nat(),
  c: fc.nat(),
  n: fc.nat({ max: 16 }),
  carry: fc.boolean(),
});
type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;

const pick = <T>(from: readonly T[], by: number): T => {
  const value = from[by % from.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};

const OPERATIONS = [
  'setPlace',
  'makeRoot',
  'detach',
  'remove',
  'move',
  'addLine',
  'removeLine',
  'splitLine',
] as const;
type Operation = (typeof OPERATIONS)[number];

function perform(
  impl: OrderingImplementation,
  operation: Operation,
  before: Annotation,
  by: Choices,
): Annotation {
  const symbol: SymbolId = pick(symbolsOf(before), by.a);
  const line: LineId = pick(linesOf(before), by.c);
  const relation = pick(['Right', 'Sub', 'Sup', 'Above', 'Below'] as const, by.c);
  const place: Place = { line, parent: pick(symbolsOf(before), by.b), relation };
  const carry = by.carry ? 'subtree' : 'symbol';
  switch (operation) {
    case 'setPlace':
      return impl.setPlace(before, symbol, place, { carry });
    case 'makeRoot':
      return impl.setPlace(before, symbol, { line, parent: null, relation: null }, { carry });
    case 'detach':
      return impl.detachSymbol(before, symbol);
    case 'remove':
      return impl.removeSymbol(before, symbol);
    case 'move':
      return impl.moveInOrder(before, symbol, { line, index: by.n });
    case 'addLine':
      return impl.addLine(before, lineId('new'), by.n);
    case 'removeLine':
      return impl.removeLine(before, line);
    case 'splitLine':
      return impl.splitLine(before, symbol, lineId('new'));
  }
}

const ORDERING_ERRORS: readonly ProblemCode[] = ['cycle', 'two_roots', 'place_taken', 'parent_in_other_line'];

function expectThat(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

/** After any operation on any well-formed annotation: well-formed, its input unchanged, no symbol lost, undone by its inverse. */
export function operationsKeepEverything(impl: OrderingImplementation): void {
  fc.assert(
    fc.property(messyAnnotation, fc.constantFrom(...OPERATIONS), choices, (annotation, operation, by) => {
      const before = frozen(annotation);
      const after = perform(impl, operation, before, by);
      expectThat(wellFormed(after).length === 0, `${operation}: ${JSON.stringify(wellFormed(after))}`);
      const lost = symbolsOf(before).filter((id) => !Object.hasOwn(after.symbols, id));
      expectThat(lost.length === (operation === 'remove' ? 1 : 0), `${operation} lost ${lost.join()}`);
      expectThat(
        lost.every((id) => Object.hasOwn(after.tombstones, id)),
        `${operation} left no tombstone`,
      );
      const undone = applyDiff(after, invertDiff(diffAnnotations(before, after)));
      expectThat(sameValue(undone, before), `${operation} cannot be undone`);
    }),
    { numRuns: 400 },
  );
}

/** An ordering that breaks no rule breaks none afterwards. */
export function operationsKeepRules(impl: OrderingImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, fc.constantFrom(...OPERATIONS), choices, (annotation, operation, by) => {
      const after = perform(impl, operation, frozen(annotation), by);
      const broken = validate(after, { width: 1000, height: 1000 }).filter(({ code }) =>
        ORDERING_ERRORS.includes(code),
      );
      expectThat(broken.length === 0, `${operation}: ${broken.map(({ code }) => code).join()}`);
      const orphans = Object.values(after.symbols).filter(({ place }) => place === null).length;
      const allowed =
        operation === 'detach'
          ? 1
          : operation === 'removeLine' && linesOf(annotation).length === 1
            ? Infinity
            : 0;
      expectThat(orphans <= allowed, `${operation} left ${orphans} without a place`);
    }),
    { numRuns: 600 },
  );
}

/** The reading order names every placed symbol once, each after its parent, scripts before what stands right. */
export function readingOrderIsPreorder(impl: OrderingImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, (annotation) => {
      const entries = impl.orderedLines(annotation).flatMap((line) => line.entries);
      const ids = entries.map(({ symbol }) => symbol);
      expectThat(
        new Set(ids).size === ids.length && ids.length === symbolsOf(annotation).length,
        'not a permutation',
      );
      const position = new Map(ids.map((id, index) => [id, index]));
      for (const { symbol, parent, relation } of entries) {
        const place = annotation.symbols[symbol]?.place;
        expectThat(place?.parent === parent && place.relation === relation, `${symbol} has another place`);
        expectThat(
          parent === null || (position.get(parent) ?? Infinity) < (position.get(symbol) ?? -1),
          `${symbol} before its parent`,
        );
        if (relation !== 'Right' || parent === null) continue;
        const last = Math.max(
          ...impl
            .subtreeOf(annotation, parent)
            .filter((id) => !impl.subtreeOf(annotation, symbol).includes(id))
            .map((id) => position.get(id) ?? -1),
        );
        expectThat(
          (position.get(symbol) ?? -1) === last + 1,
          `${symbol} does not follow what hangs on its parent`,
        );
      }
    }),
    { numRuns: 200 },
  );
}

/** A dragged symbol, with its scripts, stands where it was dropped; the others keep their order. */
export function dragPutsItThere(impl: OrderingImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, choices, (annotation, by) => {
      const symbol = pick(symbolsOf(annotation), by.a);
      const line = pick(linesOf(annotation), by.c);
      const right = Object.values(annotation.symbols).find(
        ({ place }) => place?.parent === symbol && place.relation === 'Right',
      );
      const staying = new Set(right ? impl.subtreeOf(annotation, right.id) : []);
      const moving = impl.subtreeOf(annotation, symbol).filter((id) => !staying.has(id));
      const idsOf = (value: Annotation, of: LineId) =>
        impl
          .orderedLines(value)
          .find((ordered) => ordered.line === of)
          ?.entries.map((entry) => entry.symbol) ?? [];
      const others = idsOf(annotation, line).filter((id) => !moving.includes(id));
      const index = Math.min(by.n, others.length);
      const after = idsOf(impl.moveInOrder(frozen(annotation), symbol, { line, index: by.n }), line);
      expectThat(
        after[index] === symbol,
        `${symbol} is at ${after.indexOf(symbol)}, not ${index}: ${after.join()}`,
      );
      expectThat(
        after.filter((id) => !moving.includes(id)).join() === others.join(),
        `the others changed places: ${others.join()} → ${after.join()}`,
      );
    }),
    { numRuns: 400 },
  );
}
