import fc from 'fast-check';
import { isNearDuplicate, type assignSplits, type Split, type SplitItem } from '@/lib/domain/splits';

export type SplitImplementation = typeof assignSplits;

const RATIOS = { train: 0.8, val: 0.1, test: 0.1 };
const hex = '0123456789abcdef';
/** A few pictures far apart, each in copies that differ in one or two bits. */
const fingerprint = fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 3 })).map(([picture, copy]) => {
  const digit = hex[picture * 3] ?? '0';
  return `3:${digit.repeat(63)}${hex[(picture * 3) ^ copy] ?? '0'}`;
});
const kin = (name: string, max: number) =>
  fc.option(
    fc.nat({ max }).map((n) => `${name}${n}`),
    { nil: null, freq: 3 },
  );

const items = fc
  .array(
    fc.record({
      writer: kin('w', 8),
      document: kin('d', 12),
      fingerprint: fc.option(fingerprint, { nil: null, freq: 2 }),
      fixed: fc.option(fc.constantFrom<Split>('train', 'val', 'test'), { nil: null, freq: 12 }),
    }),
    { maxLength: 40 },
  )
  .map((rows) => rows.map((row, index): SplitItem => ({ id: `f${index}`, ...row })));

const linked = (a: SplitItem, b: SplitItem) =>
  (a.writer !== null && a.writer === b.writer) ||
  (a.document !== null && a.document === b.document) ||
  (a.fingerprint !== null && b.fingerprint !== null && isNearDuplicate(a.fingerprint, b.fingerprint));

const splitOf = (result: ReturnType<SplitImplementation>, item: SplitItem) => result.get(item.id)?.split;

function noLinkCrosses(result: ReturnType<SplitImplementation>, all: readonly SplitItem[]): void {
  for (const a of all) {
    for (const b of all) {
      const [x, y] = [splitOf(result, a), splitOf(result, b)];
      if (x === undefined) throw new Error(`${a.id} has no split`);
      if (linked(a, b) && x !== 'held' && y !== 'held' && x !== y)
        throw new Error(`${a.id} is in ${x}, ${b.id} in ${y}`);
    }
  }
}

const seed = fc.nat({ max: 99 });

/** Writer, document and picture never cross; the order in which items come does not matter. */
export function kinStaysTogether(assign: SplitImplementation): void {
  fc.assert(
    fc.property(items, seed, (all, by) => {
      const result = assign(all, RATIOS, by);
      noLinkCrosses(result, all);
      const again = assign([...all].reverse(), RATIOS, by);
      for (const item of all) {
        if (splitOf(result, item) !== splitOf(again, item))
          throw new Error(`${item.id} depends on the order`);
      }
    }),
    { numRuns: 300 },
  );
}

/** Adding data never moves an old item; what is linked to two splits is held, and nothing else is. */
export function oldItemsNeverMove(assign: SplitImplementation): void {
  fc.assert(
    fc.property(items, fc.nat({ max: 40 }), seed, (all, cut, by) => {
      const first = assign(all.slice(0, cut), RATIOS, by);
      const earlier = new Map<string, Split>();
      for (const [id, { split }] of first) if (split !== 'held') earlier.set(id, split);
      const second = assign(all, RATIOS, by, earlier);
      for (const [id, split] of earlier) {
        if (second.get(id)?.split !== split)
          throw new Error(`${id} moved from ${split} to ${second.get(id)?.split}`);
      }
      noLinkCrosses(second, all);
      for (const item of all) {
        const anchors = new Set(
          reach(item, all).flatMap((kinsman) => earlier.get(kinsman.id) ?? kinsman.fixed ?? []),
        );
        const held = splitOf(second, item) === 'held';
        if (held !== (anchors.size > 1 && !earlier.has(item.id))) throw new Error(`${item.id} held: ${held}`);
      }
    }),
    { numRuns: 300 },
  );
}

/** Everything that hangs together with an item, itself included. */
function reach(item: SplitItem, all: readonly SplitItem[]): SplitItem[] {
  const found = new Set([item]);
  for (const one of found) for (const other of all) if (linked(one, other)) found.add(other);
  return [...found];
}
