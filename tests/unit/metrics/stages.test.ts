import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreClasses } from '@/lib/domain/metrics/classification';
import { scoreDetector } from '@/lib/domain/metrics/detector';
import { editDistance, typedLatex } from '@/lib/domain/metrics/edit-distance';
import { matchBoxes } from '@/lib/domain/metrics/matching';
import { quantile } from '@/lib/domain/metrics/ratios';
import { placesByPosition, scoreTrees } from '@/lib/domain/metrics/trees';
import type { ScoredSymbol } from '@/lib/domain/metrics';

const box = (x: number, y = 0, width = 10, height = 10) => ({ x, y, width, height });
const symbol = (
  id: string,
  x: number,
  parent: string | null,
  relation: ScoredSymbol['relation'],
): ScoredSymbol => ({
  id,
  box: box(x),
  class: id,
  parent,
  relation,
});

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
  it('pool boxes over formulas', () => {
    const scores = scoreDetector([
      // Two of two found, one of them only loosely (8/12 = .67).
      { detected: [box(0), box(52)], gold: [box(0), box(50)] },
      // One of two found, one extra.
      { detected: [box(0), box(200)], gold: [box(0), box(50)] },
    ]);
    expect(scores.precision50).toBeCloseTo(3 / 4);
    expect(scores.recall50).toBeCloseTo(3 / 4);
    expect(scores.f1_50).toBeCloseTo(3 / 4);
    expect(scores.f1_75).toBeCloseTo(2 / 4);
    expect(scores.allFound).toBeCloseTo(1 / 2);
  });

  it('are 0, not NaN, where nothing was said', () => {
    expect(scoreDetector([{ detected: [], gold: [box(0)] }])).toEqual({
      precision50: 0,
      recall50: 0,
      f1_50: 0,
      f1_75: 0,
      allFound: 0,
    });
  });
});

describe('class scores', () => {
  const scores = scoreClasses([
    { gold: 'x', ranking: ['x', 'X'] },
    { gold: 'x', ranking: ['X', 'x'] },
    { gold: 'y', ranking: ['x', 'a', 'b', 'c', 'd', 'y'] },
    { gold: 'z', ranking: ['z'] },
  ]);

  it('count the first answer, and the first five', () => {
    expect(scores.top1).toBeCloseTo(2 / 4);
    expect(scores.top5).toBeCloseTo(3 / 4);
  });

  it('weigh every class alike: recall over true classes, F1 also over what was wrongly said', () => {
    expect(scores.macroRecall).toBeCloseTo((1 / 2 + 0 + 1) / 3);
    // F1: x 2·1/(2 + 2) = .5; X 0; y 0; z 1.
    expect(scores.macroF1).toBeCloseTo((0.5 + 0 + 0 + 1) / 4);
  });

  it('show a majority predictor for what it is', () => {
    const majority = scoreClasses(
      [...Array<string>(9).fill('-'), 'x'].map((gold) => ({ gold, ranking: ['-'] })),
    );
    expect(majority.top1).toBeCloseTo(0.9);
    expect(majority.macroRecall).toBeCloseTo(0.5);
  });
});

describe('tree scores', () => {
  const gold = [symbol('a', 0, null, null), symbol('b', 20, 'a', 'Sup'), symbol('c', 40, 'a', 'Right')];

  it('count an edge only with child, parent and relation right', () => {
    const said = [
      { id: 'a', parent: null, relation: null },
      { id: 'b', parent: 'a', relation: 'Right' as const },
      { id: 'c', parent: 'a', relation: 'Right' as const },
    ];
    const scores = scoreTrees([
      { gold, said },
      { gold, said: gold },
    ]);
    // Edges: 4 true, 4 said, 3 right. Sup: 2 true, 1 said, 1 right. Right: 2 true, 3 said, 2 right.
    expect(scores.relationF1).toBeCloseTo(3 / 4);
    expect(scores.macroRelationF1).toBeCloseTo((2 / 3 + 4 / 5) / 2);
    expect(scores.treeExact).toBeCloseTo(1 / 2);
  });

  it('ask for the right root too', () => {
    const turned = [
      { id: 'a', parent: 'b', relation: 'Right' as const },
      { id: 'b', parent: null, relation: null },
    ];
    expect(scoreTrees([{ gold: gold.slice(0, 2), said: turned }]).treeExact).toBe(0);
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
