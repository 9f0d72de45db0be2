import { describe, expect, it } from 'vitest';
import { compare, describe as describeOne } from '@/lib/domain/comparison';
import type { ClassComparison, Comparison, Paired, ReliabilityBin } from '@/lib/domain/comparison';
import type { MetricKey } from '@/lib/domain/metrics';
import { A, B, CELLS, TIMINGS } from './six-formulas';

const comparison = compare(A, B, {
  cells: CELLS,
  timings: TIMINGS,
  peakRss: { a: 200, b: 300 },
  weights: { a: 0, b: 10 },
});
const alone = describeOne(A, { cells: CELLS, timings: TIMINGS.a });

// Keystroke-level model: looking over M + K = 1.63; add 4.03; delete 1.58; relabel 2.93; relate 3.21; LaTeX 2.65.
// By hand: 6·1.63 + 11 symbols·4.03 + 5 relations·3.21 + 6·2.65 + 17 characters·.28 = 90.82.
const LOOK = 6 * 1.63;

/** a, b, the constant beside them, and in how many formulas a and b contribute differently. */
const METRICS: Record<MetricKey, [a: number, b: number, baseline: number | null, changed: number]> = {
  // a is right in formulas 1, 4, 5; b in 1, 2, 3, 6. The most frequent label, by order of signs, is x: formula 4.
  'endToEnd.exprate': [3 / 6, 4 / 6, 1 / 6, 5],
  // Token distances of a: 0 1 1 0 0 3; of b: 0 0 0 1 1 0; of x: 4 1 2 0 2 4.
  'endToEnd.within1': [5 / 6, 6 / 6, 2 / 6, 1],
  'endToEnd.within2': [5 / 6, 6 / 6, 4 / 6, 1],
  'endToEnd.zeroTouch': [3 / 6, 4 / 6, 0, 5],
  // a: relabel, delete, relate; b: add, relabel; from nothing: eleven to add.
  'endToEnd.meanCorrections': [3 / 6, 2 / 6, 11 / 6, 5],
  'endToEnd.klmSecondsCorrect': [
    (LOOK + 2.93 + 1.58 + 3.21) / 6,
    (LOOK + 4.03 + 2.93) / 6,
    (LOOK + 11 * 4.03) / 6,
    5,
  ],
  'endToEnd.klmSecondsScratch': [90.82 / 6, 90.82 / 6, null, 0],
  // a says 12 boxes, 11 of 11 found; b 10, all of them true, one loose. One box a formula finds formula 4.
  'detector.f1_50': [22 / 23, 20 / 21, 2 / 17, 2],
  'detector.precision50': [11 / 12, 10 / 10, 1 / 6, 2],
  'detector.recall50': [11 / 11, 10 / 11, 1 / 11, 1],
  'detector.f1_75': [22 / 23, 18 / 21, 2 / 17, 2],
  'detector.allFound': [5 / 6, 5 / 6, 1 / 6, 2],
  // x is 4 of 11 symbols; x 2 y + - are all there are.
  'recognizer.top1': [9 / 11, 10 / 11, 4 / 11, 3],
  'recognizer.top5': [11 / 11, 10 / 11, 11 / 11, 1],
  // a: x 6/7, X 0, + 0, t 0, and 2 y - 1; b: x 8/9, y 2/3, and 2 + - 1; always x: 8/15 and four 0.
  'recognizer.macroF1': [(3 + 6 / 7) / 7, (3 + 8 / 9 + 2 / 3) / 5, 8 / 15 / 5, 3],
  'recognizer.macroRecall': [(3 / 4 + 0 + 3) / 5, (1 / 2 + 4) / 5, 1 / 5, 3],
  'aligner.classTop1': [10 / 11, 10 / 11, 4 / 11, 2],
  'aligner.classMacroRecall': [4 / 5, (1 / 2 + 4) / 5, 1 / 5, 2],
  // a: 4 of 5 edges. All Right: 3 of 5; Right 3 of 3 said 5 times.
  'aligner.relationF1': [8 / 10, 1, 6 / 10, 1],
  'aligner.macroRelationF1': [(6 / 7 + 1 + 0) / 3, 1, 6 / 8 / 3, 1],
  'aligner.treeExact': [5 / 6, 1, 4 / 6, 1],
  'converter.exact': [1, 5 / 6, 1 / 6, 1],
};

const pairOf = (pair: Paired) => [pair.a?.value, pair.b?.value, pair.difference?.value];

describe('every metric of six formulas', () => {
  it('is there, in the order of reading', () => {
    expect(comparison.metrics.map(({ key }) => key)).toEqual(Object.keys(METRICS));
    expect(comparison).toMatchObject({ formulas: 6, symbols: 11, resamples: 1000, seed: 'formulary' });
  });

  it.each(comparison.metrics)('$key is what it is by hand', (metric) => {
    const [a, b, baseline, changed] = METRICS[metric.key];
    expect(metric.a.value).toBeCloseTo(a, 12);
    expect(metric.b.value).toBeCloseTo(b, 12);
    expect(metric.difference.value).toBeCloseTo(b - a, 12);
    expect(metric.baseline).toEqual(baseline === null ? null : expect.closeTo(baseline, 12));
    expect(metric.changed).toBe(changed);
    // Five formulas that differ prove nothing.
    expect(metric.verdict).toBe('no_difference');
    for (const { value, low, high } of [metric.a, metric.b, metric.difference]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  it('has the same value when a is described alone', () => {
    for (const { key, value, baseline } of alone.metrics) {
      expect(value.value).toBeCloseTo(METRICS[key][0], 12);
      const constant = METRICS[key][2];
      expect(baseline).toEqual(constant === null ? null : expect.closeTo(constant, 12));
    }
  });

  it('says which way is better, and what is aimed for', () => {
    const of = (key: MetricKey) => comparison.metrics.find((metric) => metric.key === key);
    expect(of('endToEnd.exprate')).toMatchObject({ group: 'endToEnd', better: 'higher', aim: 0.64 });
    expect(of('endToEnd.meanCorrections')).toMatchObject({ better: 'lower', unit: 'count', aim: 0.75 });
    expect(of('endToEnd.klmSecondsCorrect')).toMatchObject({ better: 'lower', unit: 'seconds', aim: null });
    expect(of('aligner.treeExact')).toMatchObject({ group: 'aligner', unit: 'share', aim: 0.94 });
  });
});

/** Class, support, said by a and b, then [a, b] of precision, recall and F1; null is not defined. */
type Row = [string, number, [number, number], ...[number | null, number | null][]];
function checkClasses(rows: readonly ClassComparison[], expected: readonly Row[]): void {
  expect(rows.map((row) => row.class)).toEqual(expected.map(([name]) => name));
  for (const [n, row] of rows.entries()) {
    const [, support, [a, b], ...pairs] = expected[n]!;
    expect(row, row.class).toMatchObject({ support, said: { a, b } });
    const said = [row.precision, row.recall, row.f1];
    said.forEach((pair, k) => {
      const [of, beside] = pairs[k]!;
      const difference = of === null || beside === null ? undefined : beside - of;
      const close = (value: number | null | undefined) =>
        value === null || value === undefined ? undefined : expect.closeTo(value, 12);
      expect(pairOf(pair), `${row.class} ${k}`).toEqual([close(of), close(beside), close(difference)]);
    });
  }
}

describe('classes', () => {
  const perfect = (name: string, support: number): Row => [
    name,
    support,
    [support, support],
    [1, 1],
    [1, 1],
    [1, 1],
  ];

  it('of the recognizer', () => {
    checkClasses(comparison.perClass.recognizer, [
      ['x', 4, [3, 5], [3 / 3, 4 / 5], [3 / 4, 4 / 4], [6 / 7, 8 / 9]],
      perfect('2', 3),
      ['y', 2, [2, 1], [2 / 2, 1 / 1], [2 / 2, 1 / 2], [1, 2 / 3]],
      ['+', 1, [0, 1], [null, 1], [0, 1], [0, 1]],
      perfect('-', 1),
      ['X', 0, [1, 0], [0, null], [null, null], [0, null]],
      ['t', 0, [1, 0], [0, null], [null, null], [0, null]],
    ]);
  });

  it('in context', () => {
    checkClasses(comparison.perClass.context, [
      ['x', 4, [4, 5], [1, 4 / 5], [1, 1], [1, 8 / 9]],
      perfect('2', 3),
      ['y', 2, [2, 1], [1, 1], [1, 1 / 2], [1, 2 / 3]],
      ['+', 1, [0, 1], [null, 1], [0, 1], [0, 1]],
      perfect('-', 1),
      ['t', 0, [1, 0], [0, null], [null, null], [0, null]],
    ]);
  });

  it('of predicted symbols, where a box may be missing or too many', () => {
    checkClasses(comparison.perClass.predicted, [
      ['x', 4, [4, 4], [1, 3 / 4], [1, 3 / 4], [1, 3 / 4]],
      perfect('2', 3),
      ['y', 2, [2, 1], [1, 1], [1, 1 / 2], [1, 2 / 3]],
      ['+', 1, [0, 1], [null, 1], [0, 1], [0, 1]],
      perfect('-', 1),
      ['1', 0, [1, 0], [0, null], [null, null], [0, null]],
      ['t', 0, [1, 0], [0, null], [null, null], [0, null]],
    ]);
  });

  it('of relations', () => {
    checkClasses(comparison.perRelation, [
      ['Right', 3, [4, 3], [3 / 4, 1], [1, 1], [6 / 7, 1]],
      ['Sub', 1, [0, 1], [null, 1], [0, 1], [0, 1]],
      perfect('Sup', 1),
    ]);
  });

  it('described alone are those of a', () => {
    for (const head of ['recognizer', 'context', 'predicted'] as const) {
      const rows = comparison.perClass[head].filter(({ support, said }) => support + said.a > 0);
      expect(alone.perClass[head].map((row) => [row.class, row.support, row.said, row.f1?.value])).toEqual(
        rows.map((row) => [row.class, row.support, row.said.a, row.f1.a?.value]),
      );
    }
    expect(alone.perRelation.map((row) => row.recall?.value)).toEqual([1, 0, 1]);
    expect(alone.perRelation.map((row) => row.precision?.value)).toEqual([3 / 4, undefined, 1]);
  });
});

describe('category cells', () => {
  it('hold the numbers of their own formulas', () => {
    const numbers = comparison.perCell.map((row) => [
      row.cell,
      row.formulas,
      ...[row.exprate, row.zeroTouch, row.meanCorrections].flatMap((pair) => [pair.a?.value, pair.b?.value]),
    ]);
    expect(numbers).toEqual([
      // a: formula 1 right, two corrections; b: all right.
      ['level=a', 3, 1 / 3, 3 / 3, 1 / 3, 3 / 3, 2 / 3, 0],
      // a: formulas 4 and 5 right, one correction; b: formula 6 right, two.
      ['level=b', 3, 2 / 3, 1 / 3, 2 / 3, 1 / 3, 1 / 3, 2 / 3],
    ]);
    expect(alone.perCell.map((row) => [row.exprate.value, row.meanCorrections.value])).toEqual([
      [1 / 3, 2 / 3],
      [2 / 3, 1 / 3],
    ]);
  });
});

describe('confusions', () => {
  const rows = (cells: Comparison['confusions']['recognizer']['cells']) =>
    cells.map(({ gold, said, a, b }) => [gold, said, a, b]);

  it('count every pair, by gold and then said', () => {
    expect(rows(comparison.confusions.recognizer.cells)).toEqual([
      ['+', '+', 0, 1],
      ['+', 't', 1, 0],
      ['-', '-', 1, 1],
      ['2', '2', 3, 3],
      ['x', 'X', 1, 0],
      ['x', 'x', 3, 4],
      ['y', 'x', 0, 1],
      ['y', 'y', 2, 1],
    ]);
    expect(rows(comparison.confusions.context.top)).toEqual([
      ['+', 't', 1, 0],
      ['y', 'x', 0, 1],
    ]);
  });

  it('name what is missed and what is not there', () => {
    expect(rows(comparison.confusions.predicted.top)).toEqual([
      ['+', 't', 1, 0],
      ['x', null, 0, 1],
      ['y', 'x', 0, 1],
      [null, '1', 1, 0],
    ]);
    expect(alone.confusions.predicted.top).toEqual([
      { gold: '+', said: 't', count: 1 },
      { gold: null, said: '1', count: 1 },
    ]);
  });
});

describe('calibration', () => {
  const filled = (bins: readonly ReliabilityBin[]) =>
    bins.flatMap((bin, n) => (bin.count === 0 ? [] : [[n, bin.count, bin.confidence, bin.accuracy]]));
  const close = (rows: number[][]) => rows.map((row) => row.map((value) => expect.closeTo(value, 12)));

  /** ECE and overconfidence of a and of b, by hand. */
  const EXPECTED = {
    // a: eleven at .9 right, one at .3 wrong. b: nine at .9 and one at .8, right.
    detector: [(11 * 0.1 + 0.3) / 12, (9.9 + 0.3 - 11) / 12, (9 * 0.1 + 0.2) / 10, -1.1 / 10],
    // a: nine at .95 right, .55 and .65 wrong. b: ten at .85 right, .4 wrong.
    recognizer: [(9 * 0.05 + 0.55 + 0.65) / 11, (9.75 - 9) / 11, (10 * 0.15 + 0.4) / 11, (8.9 - 10) / 11],
    // a: ten at .95 right, .5 wrong. b: ten at .9 right, .7 wrong.
    context: [(10 * 0.05 + 0.5) / 11, 0, (10 * 0.1 + 0.7) / 11, (9.7 - 10) / 11],
    // a: ten at .9 right, .6 and .2 wrong. b: nine of ten at .8 right.
    predicted: [(10 * 0.1 + 0.6 + 0.2) / 12, (9.8 - 10) / 12, 0.1, -0.1],
    // a: each alone in its bin. b: two and two and two; .9 both right, .6 and .3 one of two.
    formula: [(0.05 + 0.15 + 0.25 + 0.15 + 0.55 + 0.75) / 6, (3.4 - 3) / 6, (0.2 + 0.2 + 0.4) / 6, -0.4 / 6],
  } as const;

  it.each(Object.entries(EXPECTED))('of %s is what it is by hand', (head, [aEce, aOver, bEce, bOver]) => {
    const { equalWidth, equalMass, overconfidence } = comparison.calibration[head as keyof typeof EXPECTED];
    expect(equalWidth.a.ece.value).toBeCloseTo(aEce, 12);
    expect(equalWidth.b.ece.value).toBeCloseTo(bEce, 12);
    expect(equalWidth.difference?.value).toBeCloseTo(bEce - aEce, 12);
    expect(overconfidence.a?.value).toBeCloseTo(aOver, 12);
    expect(overconfidence.b?.value).toBeCloseTo(bOver, 12);
    // No two answers of different confidence share a bin here, so that both ways of cutting agree.
    expect(equalMass.a.ece.value).toBeCloseTo(aEce, 12);
    expect(equalMass.b.ece.value).toBeCloseTo(head === 'detector' ? 0.11 : bEce, 12);
  });

  it('puts every answer into its bin of the plot', () => {
    const { recognizer, formula, detector } = comparison.calibration;
    expect(recognizer.answers).toEqual({ a: 11, b: 11 });
    expect(detector.answers).toEqual({ a: 12, b: 10 });
    expect(filled(recognizer.equalWidth.a.bins)).toEqual(
      close([
        [5, 1, 0.55, 0],
        [6, 1, 0.65, 0],
        [9, 9, 0.95, 1],
      ]),
    );
    // .4 is the lower end of its bin and belongs to it.
    expect(filled(recognizer.equalWidth.b.bins)).toEqual(
      close([
        [4, 1, 0.4, 0],
        [8, 10, 0.85, 1],
      ]),
    );
    expect(filled(formula.equalWidth.b.bins)).toEqual(
      close([
        [3, 2, 0.3, 0.5],
        [6, 2, 0.6, 0.5],
        [9, 2, 0.9, 1],
      ]),
    );
    expect(recognizer.equalWidth.a.bins.map(({ low }) => low)).toEqual(
      close([[0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]])[0],
    );
    expect(recognizer.equalWidth.a.bins.at(-1)!.high).toBe(1);
  });

  it('cuts at equal masses where answers allow it', () => {
    const { bins } = comparison.calibration.formula.equalMass.b;
    expect(bins.map(({ low, high, count }) => [low, high, count])).toEqual([
      [0, 0.6, 2],
      [0.6, 0.9, 2],
      [0.9, 1, 2],
    ]);
    expect(alone.calibration.formula.equalMass.bins.map(({ low }) => low)).toEqual([
      0, 0.25, 0.45, 0.75, 0.85, 0.95,
    ]);
  });
});

describe('latency and memory', () => {
  it('are medians, 95th percentiles and ratios', () => {
    const total = comparison.latency.find(({ step }) => step === 'total')!;
    // Between 30 and 40; at 4.75 of 5 steps from 10 to 60.
    expect(pairOf(total.p50)).toEqual([35, 20, -15]);
    expect(total.p95.a?.value).toBeCloseTo(57.5);
    expect(pairOf(total.p95).slice(1)).toEqual([20, expect.closeTo(-37.5)]);
    expect(total.p50Ratio?.value).toBeCloseTo(20 / 35);
    expect(total.p50.changed).toBe(5);
    expect(comparison.latency.map(({ step }) => step)).toEqual(['total', 'onnx', 'frame', 'detector']);
    expect(pairOf(comparison.onnxShare!)).toEqual([0.5, 0.75, 0.25]);
    expect(comparison.onnxShare).toMatchObject({ a: { low: 0.5, high: 0.5 }, b: { low: 0.75, high: 0.75 } });
    expect(comparison.latency[2]!.p50.difference).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('compare bytes, and say nothing where there is nothing to divide by', () => {
    expect(comparison.memory).toEqual({
      peakRss: { a: 200, b: 300, ratio: 1.5 },
      weights: { a: 0, b: 10, ratio: null },
    });
    expect(compare(A, B).memory.peakRss).toEqual({ a: null, b: null, ratio: null });
    expect(compare(A, B).latency).toEqual([]);
  });
});

describe('what cannot be compared', () => {
  it('is refused: other lengths, other truths', () => {
    expect(() => compare(A, B.slice(1))).toThrow(/aligned/u);
    expect(() => compare(A, B, { cells: ['x'] })).toThrow(/aligned/u);
    expect(() => compare(A, [...B].reverse())).toThrow(/truths/u);
    expect(() => describeOne(A, { timings: TIMINGS.a.slice(1) })).toThrow(/along/u);
  });

  it('is nothing at all, which gives zeros and no NaN', () => {
    const nothing = compare([], [], { timings: { a: [], b: [] } });
    expect(nothing.metrics.every(({ a, difference }) => a.value === 0 && difference.high === 0)).toBe(true);
    expect(JSON.stringify(describeOne([]).metrics)).not.toMatch(/null,"low|NaN/u);
  });
});
