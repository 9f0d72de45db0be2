import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '@/lib/domain/metrics';
import { placesByPosition } from '@/lib/domain/metrics/baselines';
import { editDistance, typedLatex } from '@/lib/domain/metrics/edit-distance';
import { matchBoxes } from '@/lib/domain/metrics/matching';
import { quantile } from '@/lib/domain/metrics/ratios';
import { box, scored, symbol } from '@/tests/support/metrics/scored';

describe('matching', () => {
  it('is one-to-one and takes the better overlap first', () => {
    // Against gold 0..10: 2..12 overlaps 8/12, 1..11 overlaps 9/11.
    const { pairs, unmatchedPredicted, unmatchedGold } = matchBoxes(
      [box(2), box(1)],
      [box(0), box(100)],
      0.5,
    );
    expect(pairs).toEqual([[1, 0]]);
    expect(unmatchedPredicted).toEqual([0]);
    expect(unmatchedGold).toEqual([1]);
  });

  it('needs the overlap that is asked for', () => {
    expect(matchBoxes([box(2)], [box(0)], 0.67).pairs).toEqual([]);
    expect(matchBoxes([box(2)], [box(0)], 0.66).pairs).toEqual([[0, 0]]);
  });
});

describe('detector scores', () => {
  const found = (detected: ReturnType<typeof box>[], gold: number[]) =>
    scored({ symbols: gold.map((x, n) => symbol(`g${n}`, x)), detected });

  it('pool boxes over formulas', () => {
    const { detector } = evaluate(
      [
        // Two of two found, one of them only loosely (8/12 = .67).
        found([box(0), box(52)], [0, 50]),
        // One of two found, one extra.
        found([box(0), box(200)], [0, 50]),
      ],
      [],
    );
    expect(detector.precision50).toBeCloseTo(3 / 4);
    expect(detector.recall50).toBeCloseTo(3 / 4);
    expect(detector.f1_50).toBeCloseTo(3 / 4);
    expect(detector.f1_75).toBeCloseTo(2 / 4);
    expect(detector.allFound).toBeCloseTo(1 / 2);
  });

  it('are 0, not NaN, where nothing was said', () => {
    expect(evaluate([found([], [0])], []).detector).toEqual({
      precision50: 0,
      recall50: 0,
      f1_50: 0,
      f1_75: 0,
      allFound: 0,
    });
  });
});

describe('class scores', () => {
  const ranked = (answers: { gold: string; ranking: string[] }[]) =>
    evaluate(
      [
        scored({
          symbols: answers.map(({ gold }, n) => symbol(`g${n}`, 20 * n, null, null, gold)),
          onGold: {
            ranking: answers.map(({ ranking }) => ranking),
            contextClass: answers.map(({ ranking }) => ranking[0]!),
          },
        }),
      ],
      [],
    );
  const { recognizer, aligner } = ranked([
    { gold: 'x', ranking: ['x', 'X'] },
    { gold: 'x', ranking: ['X', 'x'] },
    { gold: 'y', ranking: ['x', 'a', 'b', 'c', 'd', 'y'] },
    { gold: 'z', ranking: ['z'] },
  ]);

  it('count the first answer, and the first five', () => {
    expect(recognizer.top1).toBeCloseTo(2 / 4);
    expect(recognizer.top5).toBeCloseTo(3 / 4);
    expect(aligner.classTop1).toBeCloseTo(2 / 4);
  });

  it('weigh every class alike: recall over true classes, F1 also over what was wrongly said', () => {
    expect(recognizer.macroRecall).toBeCloseTo((1 / 2 + 0 + 1) / 3);
    expect(aligner.classMacroRecall).toBeCloseTo((1 / 2 + 0 + 1) / 3);
    // F1: x 2·1/(2 + 2) = .5; X 0; y 0; z 1.
    expect(recognizer.macroF1).toBeCloseTo((0.5 + 0 + 0 + 1) / 4);
  });

  it('show a majority predictor for what it is', () => {
    const majority = ranked([...Array<string>(9).fill('-'), 'x'].map((gold) => ({ gold, ranking: ['-'] })));
    expect(majority.recognizer.top1).toBeCloseTo(0.9);
    expect(majority.recognizer.macroRecall).toBeCloseTo(0.5);
    // And so does the constant beside it.
    expect(majority.baselines.recognizer).toMatchObject({ class: '-', top1: 0.9, macroRecall: 0.5 });
    expect(majority.baselines.aligner).toMatchObject({ classTop1: 0.9, classMacroRecall: 0.5 });
  });
});

describe('tree scores', () => {
  const gold = [symbol('a', 0), symbol('b', 20, 'a', 'Sup'), symbol('c', 40, 'a', 'Right')];
  const placed = (...said: (typeof gold)[]) =>
    evaluate(
      said.map((places) => scored({ symbols: gold, onGold: { places } })),
      [],
    ).aligner;

  it('count an edge only with child, parent and relation right', () => {
    const scores = placed(
      [gold[0]!, { ...gold[1]!, relation: 'Right' }, { ...gold[2]!, relation: 'Right' }],
      gold,
    );
    // Edges: 4 true, 4 said, 3 right. Sup: 2 true, 1 said, 1 right. Right: 2 true, 3 said, 2 right.
    expect(scores.relationF1).toBeCloseTo(3 / 4);
    expect(scores.macroRelationF1).toBeCloseTo((2 / 3 + 4 / 5) / 2);
    expect(scores.treeExact).toBeCloseTo(1 / 2);
  });

  it('ask for the right root too', () => {
    const turned = [symbol('a', 0, 'b', 'Right'), symbol('b', 20), gold[2]!];
    expect(placed(turned).treeExact).toBe(0);
  });

  it('know the useless floor: everything right of its left neighbour', () => {
    expect(placesByPosition([gold[2]!, gold[0]!, gold[1]!])).toEqual([
      { id: 'a', parent: null, relation: null },
      { id: 'b', parent: 'a', relation: 'Right' },
      { id: 'c', parent: 'b', relation: 'Right' },
    ]);
  });
});

describe('edit distance', () => {
  it('counts insertions, deletions and substitutions', () => {
    expect(editDistance([...'kitten'], [...'sitting'])).toBe(3);
    expect(editDistance([], ['a', 'b'])).toBe(2);
  });

  it('is a metric', () => {
    const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        const [ab, bc, ac] = [editDistance(a, b), editDistance(b, c), editDistance(a, c)];
        return ab === editDistance(b, a) && ac <= ab + bc && (ab === 0) === (a.join() === b.join());
      }),
    );
  });

  it('types LaTeX with as few spaces as it takes', () => {
    expect(typedLatex(['\\alpha', 'x', '^', '{', '\\beta', '}', '\\pm', '1'])).toBe(
      '\\alpha x^{\\beta}\\pm1',
    );
  });
});

describe('quantiles', () => {
  it('interpolate between order statistics', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBeCloseTo(2.5);
    expect(quantile([1, 2, 3], 0.95)).toBeCloseTo(2.9);
    expect(quantile([], 0.5)).toBe(0);
  });
});
