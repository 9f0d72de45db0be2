import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { validate } from '@/lib/domain/annotation/validate';
import { orderedLines } from '@/lib/domain/ordering';
import { followPath } from '@/lib/editor/changes/follow-path';
import { strokeTargets, touchedAlong } from '@/lib/editor/kernels/along';
import { readPath } from '@/lib/editor/kernels/reading-path';
import { centre } from '@/lib/domain/geometry/box';
import { writtenFormula } from '@/tests/support/annotation/layout';
import { messyAnnotation, soundAnnotation, symbolsOf } from '@/tests/support/annotation/arbitrary';
import { frozen } from '@/tests/support/annotation/build';
import { LINE, lid, prediction, sid } from './support/formulas';
import { annotationFromPrediction } from '@/lib/domain/annotation/prediction';

const FAR = { width: 10_000, height: 10_000 };
const placesOf = ({ symbols }: Annotation) =>
  Object.fromEntries(Object.values(symbols).map(({ id, place }) => [id, place && { ...place, line: LINE }]));
const withoutPlaces = (annotation: Annotation): Annotation => ({
  ...annotation,
  symbols: Object.fromEntries(
    Object.entries(annotation.symbols).map(([id, symbol]) => [id, { ...symbol, place: null }]),
  ) as Annotation['symbols'],
});

describe('a path through a whole formula', () => {
  it('is the tree that the formula was written from', () => {
    fc.assert(
      fc.property(writtenFormula, ({ annotation, order }) => {
        const steps = readPath(annotation, order);
        expect(Object.fromEntries(steps.map(({ symbol, ...rest }) => [symbol, rest]))).toEqual(
          Object.fromEntries(
            Object.values(annotation.symbols).map(({ id, place }) => [
              id,
              { parent: place?.parent, relation: place?.relation },
            ]),
          ),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('places symbols that had no place, in a line of its own where there was none', () => {
    fc.assert(
      fc.property(writtenFormula, ({ annotation, order }) => {
        fc.pre(order.length > 1);
        const bare = { ...withoutPlaces(annotation), lines: {} };
        const followed = followPath(frozen(bare), order, lid('new'));
        expect(placesOf(followed)).toEqual(placesOf(annotation));
        expect(Object.keys(followed.lines)).toEqual(['new']);
        expect(symbolsOf(followed).every((id) => followed.symbols[id]?.pins.place)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is touched in its order by a stroke from middle to middle', () => {
    fc.assert(
      fc.property(writtenFormula, ({ annotation, order }) => {
        // A root is entered at its hook: its middle is where what stands inside of it is.
        const at = (id: SymbolId) => {
          const { box, class: name } = annotation.symbols[id]!;
          return name === '\\sqrt' ? { x: box.x + 2, y: centre(box).y } : centre(box);
        };
        const targets = strokeTargets(annotation, 2);
        const touched = new Set<SymbolId>();
        for (const id of order) {
          const [first] = touchedAlong(targets, at(id), at(id), 1);
          touched.add(first!);
        }
        expect([...touched]).toEqual(order);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a path through some symbols', () => {
  it('of any formula breaks no rule, loses nothing, and moves nothing that it did not touch before another', () => {
    fc.assert(
      fc.property(
        soundAnnotation,
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 2, max: 6 }),
        (annotation, picks, many) => {
          const ids = symbolsOf(annotation);
          const path = [...new Set([...picks.take(many)].map((pick) => ids[pick % ids.length]!))];
          const followed = followPath(frozen(annotation), path, lid('new'));
          const order = (value: Annotation) =>
            orderedLines(value)
              .flatMap(({ entries }) => entries)
              .map(({ symbol }) => symbol);
          expect(
            validate(followed, FAR).filter(({ stage, code }) => stage === 'aligner' && code !== 'empty_line'),
          ).toEqual([]);
          expect(order(followed).sort()).toEqual(ids.sort());
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of a broken formula leaves it well-formed, and every symbol of the path in a line', () => {
    fc.assert(
      fc.property(messyAnnotation, fc.infiniteStream(fc.nat()), (annotation, picks) => {
        const ids = symbolsOf(annotation);
        const path = [...new Set([...picks.take(4)].map((pick) => ids[pick % ids.length]!))];
        const followed = followPath(frozen(annotation), path, lid('new'));
        expect(symbolsOf(followed).sort()).toEqual(ids.sort());
        if (path.length < 2) {
          expect(followed).toBe(annotation);
          return;
        }
        expect(path.every((id) => followed.symbols[id]?.place)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** x^2 + 1 = y, everything in one row as a careless model has it: x 2 + 1 = y. */
const FLAT = annotationFromPrediction(
  prediction(
    {
      x: { class: 'x', box: [40, 80, 40, 40] },
      two: { class: '2', box: [84, 55, 18, 26], parent: 'x', relation: 'Right' },
      plus: { class: '+', box: [120, 84, 34, 34], parent: 'two', relation: 'Right' },
      one: { class: '1', box: [180, 76, 12, 46], parent: 'plus', relation: 'Right' },
      equals: { class: '=', box: [210, 90, 30, 16], parent: 'one', relation: 'Right' },
      y: { class: 'y', box: [260, 80, 36, 56], parent: 'equals', relation: 'Right' },
    },
    'x 2 + 1 = y',
  ),
);
const place = (annotation: Annotation, id: string) => annotation.symbols[sid(id)]?.place;

describe('a short path', () => {
  const follow = (...ids: string[]) => followPath(FLAT, ids.map(sid), lid('new'));

  it('from a base up to a smaller symbol makes it a superscript; the row goes on behind the base', () => {
    const after = follow('x', 'two');
    expect(place(after, 'two')).toMatchObject({ parent: 'x', relation: 'Sup' });
    expect(place(after, 'plus')).toMatchObject({ parent: 'x', relation: 'Right' });
  });

  it('against the row turns it round, and the rest stays behind', () => {
    const after = follow('y', 'equals');
    expect(place(after, 'y')).toMatchObject({ parent: 'one', relation: 'Right' });
    expect(place(after, 'equals')).toMatchObject({ parent: 'y', relation: 'Right' });
  });

  it('over symbols that are left out joins them behind the path', () => {
    const after = follow('x', 'plus');
    expect(orderedLines(after)[0]?.entries.map(({ symbol }) => symbol)).toEqual([
      'x',
      'plus',
      'two',
      'one',
      'equals',
      'y',
    ]);
  });

  it('lets scripts hang where they hang when it does not go through them', () => {
    const raised = follow('x', 'two');
    const after = followPath(raised, ['plus', 'x'].map(sid), lid('new'));
    expect(place(after, 'two')).toMatchObject({ parent: 'x', relation: 'Sup' });
    expect(place(after, 'x')).toMatchObject({ parent: 'plus', relation: 'Right' });
  });

  it('through one symbol says nothing', () => {
    expect(follow('x')).toBe(FLAT);
    expect(follow('x', 'x', 'nobody')).toBe(FLAT);
  });
});

describe('a fraction', () => {
  const FRACTION = annotationFromPrediction(
    prediction(
      {
        a: { class: 'a', box: [60, 40, 24, 24], unplaced: true },
        b: { class: 'b', box: [90, 30, 20, 34], unplaced: true },
        bar: { class: '-', box: [50, 78, 70, 4], unplaced: true },
        two: { class: '2', box: [74, 92, 22, 34], unplaced: true },
        plus: { class: '+', box: [136, 64, 30, 30], unplaced: true },
      },
      '',
    ),
  );

  it('is the same whether its bar is drawn first or after its numerator', () => {
    const first = readPath(FRACTION, ['bar', 'a', 'b', 'two', 'plus'].map(sid));
    const later = readPath(FRACTION, ['a', 'b', 'bar', 'two', 'plus'].map(sid));
    const sorted = (steps: typeof first) => [...steps].sort((x, y) => (x.symbol < y.symbol ? -1 : 1));
    expect(sorted(later)).toEqual(sorted(first));
    expect(sorted(first)).toEqual([
      { symbol: 'a', parent: 'bar', relation: 'Above' },
      { symbol: 'b', parent: 'a', relation: 'Right' },
      { symbol: 'bar', parent: null, relation: null },
      { symbol: 'plus', parent: 'bar', relation: 'Right' },
      { symbol: 'two', parent: 'bar', relation: 'Below' },
    ]);
  });
});
