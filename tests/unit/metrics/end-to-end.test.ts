import { describe, expect, it } from 'vitest';
import {
  countCorrections,
  evaluate,
  secondsFromScratch,
  secondsToCorrect,
  totalCorrections,
  type ScoredFormula,
  type ScoredSymbol,
} from '@/lib/domain/metrics';

const symbol = (
  id: string,
  x: number,
  name: string,
  parent: string | null,
  relation: ScoredSymbol['relation'],
): ScoredSymbol => ({
  id,
  box: { x, y: 0, width: 10, height: 10 },
  class: name,
  parent,
  relation,
});

/** x^{2} + y */
const gold: ScoredFormula['gold'] = {
  symbols: [
    symbol('g1', 0, 'x', null, null),
    symbol('g2', 20, '2', 'g1', 'Sup'),
    symbol('g3', 40, '+', 'g1', 'Right'),
    symbol('g4', 60, 'y', 'g3', 'Right'),
  ],
  latex: ['x', '^', '{', '2', '}', '+', 'y'],
  written: ['x', '^', '{', '2', '}', '+', 'y'],
};
const predictedRight = (): ScoredFormula['predicted'] => ({
  symbols: gold.symbols.map((s) => ({
    ...s,
    id: s.id.replace('g', 'p'),
    parent: s.parent?.replace('g', 'p') ?? null,
    confidence: 0.9,
  })),
  latex: [...gold.latex],
});
const none = { add: 0, remove: 0, relabel: 0, relate: 0, latex: 0, typed: 0 };

describe('corrections', () => {
  it('are none for a right prediction, whatever its ids', () => {
    expect(countCorrections({ gold, predicted: predictedRight() })).toEqual(none);
  });

  it('count a wrong class and a wrong relation once each', () => {
    const predicted = predictedRight();
    predicted.symbols[0]!.class = 'X';
    predicted.symbols[1]!.relation = 'Right';
    expect(countCorrections({ gold, predicted })).toEqual({ ...none, relabel: 1, relate: 1 });
  });

  it('count a missing symbol once: what hangs on it is placed again around it', () => {
    const predicted = predictedRight();
    predicted.symbols.splice(2, 1);
    predicted.symbols[2]!.parent = 'p1';
    expect(countCorrections({ gold, predicted })).toEqual({ ...none, add: 1 });
  });

  it('count an extra symbol, and each true symbol that hangs on it', () => {
    const predicted = predictedRight();
    predicted.symbols.push({ ...symbol('junk', 50, '1', 'p3', 'Right'), confidence: 0.9 });
    predicted.symbols[3]!.parent = 'junk';
    expect(countCorrections({ gold, predicted })).toEqual({ ...none, remove: 1, relate: 1 });
  });

  it('count the LaTeX alone where the tree does not say what the label says', () => {
    const label = [...gold.latex.slice(0, -1), 'Y'];
    expect(countCorrections({ gold: { ...gold, latex: label }, predicted: predictedRight() })).toEqual({
      ...none,
      latex: 1,
      typed: 1,
    });
  });
});

describe('effort by the keystroke-level model', () => {
  const [K, P, B, M] = [0.28, 1.1, 0.1, 1.35];

  it('of a right prediction is looking it over and one key', () => {
    expect(secondsToCorrect(none, 4)).toBeCloseTo(M + K);
    expect(secondsToCorrect(none, 21)).toBeCloseTo(3 * M + K);
  });

  it('adds up the operations', () => {
    const all = { add: 1, remove: 1, relabel: 1, relate: 1, latex: 1, typed: 3 };
    const each = [
      2 * P + 2 * B + M + K,
      P + 2 * B + K,
      P + 2 * B + M + K,
      P + 2 * B + M + 2 * K,
      P + 2 * B + M + 3 * K,
    ];
    expect(secondsToCorrect(all, 10)).toBeCloseTo(M + K + each.reduce((a, b) => a + b));
  });

  it('from scratch is every box, class, relation and character', () => {
    // Four symbols, three relations, `x^{2}+y` is seven characters.
    const boxes = 4 * (2 * P + 2 * B + M + K);
    const relations = 3 * (P + 2 * B + M + 2 * K);
    const label = P + 2 * B + M + 7 * K;
    expect(secondsFromScratch(gold)).toBeCloseTo(M + K + boxes + relations + label);
  });
});

describe('an evaluation', () => {
  const right: ScoredFormula = {
    gold,
    detected: gold.symbols.map(({ box }) => box),
    detectedScores: gold.symbols.map(() => 0.9),
    predicted: predictedRight(),
    formulaConfidence: 0.7,
    onGold: {
      ranking: gold.symbols.map((s) => [s.class]),
      confidence: gold.symbols.map(() => 0.9),
      contextClass: gold.symbols.map((s) => s.class),
      contextConfidence: gold.symbols.map(() => 0.9),
      places: gold.symbols,
    },
  };
  const wrongClass: ScoredFormula = {
    ...right,
    predicted: {
      symbols: right.predicted.symbols.map((s, n) => (n === 0 ? { ...s, class: 'X' } : s)),
      latex: ['X', ...gold.latex.slice(1)],
    },
    onGold: { ...right.onGold, ranking: [['X', 'x'], ...right.onGold.ranking.slice(1)] },
  };
  const result = evaluate(
    [right, wrongClass],
    [
      { total: 100, onnx: 80, detector: 50, frame: 10 },
      { total: 200, onnx: 100, detector: 70, frame: 30 },
    ],
  );

  it('has the stages on their own input and the pipeline end to end', () => {
    expect(result.formulas).toBe(2);
    expect(result.detector.f1_50).toBe(1);
    expect(result.recognizer.top1).toBeCloseTo(7 / 8);
    expect(result.recognizer.top5).toBe(1);
    expect(result.aligner).toEqual({
      relationF1: 1,
      macroRelationF1: 1,
      treeExact: 1,
      classTop1: 1,
      classMacroRecall: 1,
    });
    expect(result.converter.exact).toBe(1);
    expect(result.endToEnd).toMatchObject({
      exprate: 0.5,
      within1: 1,
      within2: 1,
      zeroTouch: 0.5,
      meanCorrections: 0.5,
    });
    expect(result.endToEnd.klmSecondsCorrect).toBeLessThan(result.endToEnd.klmSecondsScratch / 3);
    expect(totalCorrections(countCorrections(wrongClass))).toBe(1);
  });

  it('sums up the latency', () => {
    expect(result.latencyMs).toEqual({
      p50: 150,
      p95: 195,
      perStage: { detector: 60, frame: 20 },
      onnxShare: 180 / 300,
    });
  });

  it('puts predictors that look at nothing beside it', () => {
    const { detector, recognizer, aligner, converter, endToEnd } = result.baselines;
    expect(detector.allFound).toBe(0);
    expect(recognizer).toMatchObject({ class: '+', top1: 0.25, macroRecall: 0.25 });
    expect(aligner.treeExact).toBe(0);
    // Of three edges a-2, a-+, +-y the left-to-right guess has one.
    expect(aligner.relationF1).toBeCloseTo(1 / 3);
    expect(converter).toMatchObject({ label: 'x ^ { 2 } + y', exprate: 1 });
    expect(endToEnd).toMatchObject({ zeroTouch: 0, meanCorrections: 4 });
  });

  it('of nothing is zeros, not NaN', () => {
    const values = JSON.stringify(evaluate([], []));
    expect(values).not.toMatch(/null|NaN/u);
  });
});
