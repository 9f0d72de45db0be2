import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDiff, diffAnnotations, invertDiff } from '@/lib/domain/annotation/diff';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { validate, wellFormed } from '@/lib/domain/annotation/validate';
import { area, intersection, union } from '@/lib/domain/geometry/box';
import { withConsequences } from '@/lib/editor/changes/consequences';
import { duplicateSymbols } from '@/lib/editor/changes/duplicate';
import { mergeSymbols } from '@/lib/editor/changes/merge';
import { splitSymbol } from '@/lib/editor/changes/split';
import { symbolsAt, symbolsIn } from '@/lib/editor/kernels/hit-test';
import { symbolsInLasso } from '@/lib/editor/kernels/lasso';
import { imagePoint } from '@/lib/editor/kernels/space';
import { messyAnnotation, soundAnnotation, symbolsOf } from '@/tests/support/annotation/arbitrary';
import { frozen } from '@/tests/support/annotation/build';

const IMAGE = { width: 400, height: 200 };
const CLASSES = [
  'x',
  'y',
  '2',
  '+',
  '-',
  '=',
  '(',
  ')',
  '\\sqrt',
  '\\sum',
  '\\int',
  '\\alpha',
  '\\lim',
  '\\prime',
  ',',
];
const all = () => true;
const sid = (id: string) => id as SymbolId;

/** Rules of the ordering that are broken; classes and LaTeX are another matter. */
const disorder = (annotation: Annotation) =>
  validate(annotation, { ...IMAGE, classes: CLASSES })
    .filter(({ stage }) => stage === 'aligner')
    .map(({ code }) => code);

const some = (annotation: Annotation, choice: readonly number[]): SymbolId[] => {
  const ids = symbolsOf(annotation);
  return [...new Set(choice.map((number) => ids[number % ids.length]!))];
};

/** What comes of each change, and the symbols that it takes away and brings. */
const CHANGES = {
  split(annotation: Annotation, choice: readonly number[]) {
    const [id] = some(annotation, choice);
    const { box } = annotation.symbols[id!]!;
    const axis = (choice[0] ?? 0) % 2 === 0 ? ('x' as const) : ('y' as const);
    const [a, b] =
      axis === 'x'
        ? [
            { ...box, width: 4 },
            { ...box, x: box.x + 5, width: 5 },
          ]
        : [
            { ...box, height: 4 },
            { ...box, y: box.y + 5, height: 7 },
          ];
    const parts = [
      { id: sid('a'), box: a! },
      { id: sid('b'), box: b! },
    ] as const;
    return { after: splitSymbol(annotation, id!, parts, axis, all), gone: [id!], come: [sid('a'), sid('b')] };
  },
  merge(annotation: Annotation, choice: readonly number[]) {
    const ids = some(annotation, choice);
    const after = mergeSymbols(annotation, ids, all);
    const kept = ids.filter((id) => after.symbols[id]);
    return { after, gone: ids.filter((id) => !kept.includes(id)), come: [] };
  },
  duplicate(annotation: Annotation, choice: readonly number[]) {
    const pairs = some(annotation, choice).map((id) => [id, sid(`copy of ${id}`)] as const);
    const after = duplicateSymbols(annotation, pairs, IMAGE, 10);
    return { after, gone: [], come: pairs.map(([, copy]) => copy) };
  },
};
const change = fc.constantFrom(...(Object.keys(CHANGES) as (keyof typeof CHANGES)[]));
const choice = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 5 });

describe('splitting, merging and duplicating', () => {
  it('break no rule of an ordering that breaks none', () => {
    fc.assert(
      fc.property(soundAnnotation, change, choice, (annotation, name, numbers) => {
        const before = disorder(annotation);
        fc.pre(before.length === 0);
        expect(
          disorder(withConsequences(annotation, CHANGES[name](frozen(annotation), numbers).after)),
        ).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('lose no other symbol and no other value, whatever the ordering is like', () => {
    fc.assert(
      fc.property(messyAnnotation, change, choice, (annotation, name, numbers) => {
        const { after, gone, come } = CHANGES[name](frozen(annotation), numbers);
        expect(wellFormed(after)).toEqual(wellFormed(annotation));
        const expected = new Set([...symbolsOf(annotation).filter((id) => !gone.includes(id)), ...come]);
        expect(new Set(symbolsOf(after))).toEqual(expected);
        expect(new Set(Object.keys(after.tombstones))).toEqual(new Set(gone));
        for (const id of symbolsOf(annotation)) {
          const [was, is] = [annotation.symbols[id]!, after.symbols[id]];
          const touched = name === 'merge' && some(annotation, numbers).includes(id);
          if (is && !touched) expect({ ...is, place: null }).toEqual({ ...was, place: null });
        }
      }),
      { numRuns: 250 },
    );
  });

  it('are undone exactly', () => {
    fc.assert(
      fc.property(messyAnnotation, change, choice, (annotation, name, numbers) => {
        const { after } = CHANGES[name](annotation, numbers);
        const diff = diffAnnotations(annotation, after);
        expect(applyDiff(after, invertDiff(diff))).toEqual(annotation);
      }),
    );
  });

  it('give a merged symbol the box around all, and hang on it what hung on any', () => {
    fc.assert(
      fc.property(soundAnnotation, choice, (annotation, numbers) => {
        const ids = some(annotation, numbers);
        fc.pre(ids.length > 1);
        const after = mergeSymbols(annotation, ids, all);
        const [kept] = ids.filter((id) => after.symbols[id]);
        expect(after.symbols[kept!]!.box).toEqual(union(ids.map((id) => annotation.symbols[id]!.box)));
        for (const { place } of Object.values(after.symbols)) {
          if (place?.parent) expect(after.symbols[place.parent]).toBeDefined();
        }
      }),
    );
  });
});

const point = fc.tuple(fc.integer({ min: -20, max: 420 }), fc.integer({ min: -20, max: 220 }));

describe('what is under a pointer', () => {
  it('is found by the tree as by looking at every box', () => {
    fc.assert(
      fc.property(messyAnnotation, point, fc.nat({ max: 12 }), (annotation, [x, y], slack) => {
        const near = (box: { x: number; y: number; width: number; height: number }, room: number) =>
          x >= box.x - room &&
          x <= box.x + box.width + room &&
          y >= box.y - room &&
          y <= box.y + box.height + room;
        const plain = Object.values(annotation.symbols)
          .filter(({ box }) => near(box, slack))
          .sort((a, b) => Number(near(b.box, 0)) - Number(near(a.box, 0)) || area(a.box) - area(b.box));
        expect(symbolsAt(annotation, imagePoint(x, y), slack)).toEqual(plain.map(({ id }) => id));
      }),
    );
  });

  it('is the same for frames and loops of the same shape, but for what is only touched', () => {
    fc.assert(
      fc.property(messyAnnotation, point, point, (annotation, [x, y], [u, v]) => {
        const frame = {
          x: Math.min(x, u),
          y: Math.min(y, v),
          width: Math.abs(x - u),
          height: Math.abs(y - v),
        };
        const loop = [imagePoint(x, y), imagePoint(u, y), imagePoint(u, v), imagePoint(x, v)];
        const touched = symbolsIn(annotation, frame);
        const caught = symbolsInLasso(annotation, loop);
        for (const { id, box } of Object.values(annotation.symbols)) {
          const share = intersection(box, frame) / area(box);
          if (share === 1) expect(caught).toContain(id);
          if (share === 0) expect(caught).not.toContain(id);
          if (caught.includes(id)) expect(touched).toContain(id);
        }
      }),
    );
  });
});
