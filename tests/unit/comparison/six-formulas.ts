import type { ScoredFormula, Timings } from '@/lib/domain/metrics';
import { box, scored, symbol, type ScoredParts } from '@/tests/support/metrics/scored';

/**
 * Six formulas and what two candidates say about them, small enough to be counted by hand. Symbols are 10×10, the
 * first at x = 0, the second at x = 20; there are 11 of them: x 4, 2 3, y 2, + 1, - 1, and five edges.
 */
const GOLD = [
  { symbols: [symbol('p', 0, null, null, 'x'), symbol('q', 20, 'p', 'Sup', '2')], latex: 'x ^ { 2 }' },
  { symbols: [symbol('p', 0, null, null, 'x'), symbol('q', 20, 'p', 'Right', '+')], latex: 'x +' },
  { symbols: [symbol('p', 0, null, null, 'y'), symbol('q', 20, 'p', 'Right', '2')], latex: 'y 2' },
  { symbols: [symbol('p', 0, null, null, 'x')], latex: 'x' },
  { symbols: [symbol('p', 0, null, null, 'y'), symbol('q', 20, 'p', 'Right', '-')], latex: 'y -' },
  { symbols: [symbol('p', 0, null, null, 'x'), symbol('q', 20, 'p', 'Sub', '2')], latex: 'x _ { 2 }' },
];

export const CELLS = ['level=a', 'level=a', 'level=a', 'level=b', 'level=b', 'level=b'];

/** Formula n as the truth has it, but for `parts`. */
const answer = (n: number, parts: Partial<ScoredParts> = {}): ScoredFormula => {
  const { symbols, latex } = GOLD[n]!;
  return scored({ symbols, latex: latex.split(' '), ...parts });
};

const said = (n: number, classes: string[], confidence: number[]) =>
  GOLD[n]!.symbols.map((s, k) => ({ ...s, class: classes[k]!, confidence: confidence[k]! }));

/** The recognizer is .95 sure, of what is wrong .55 and .65; context .95; boxes and symbols .9. */
export const A: ScoredFormula[] = [
  // The recognizer says X for x; context mends it.
  answer(0, {
    formulaConfidence: 0.95,
    onGold: {
      ranking: [['X', 'x'], ['2']],
      confidence: [0.55, 0.95],
      contextConfidence: [0.95, 0.95],
    },
  }),
  // t for +, everywhere.
  answer(1, {
    formulaConfidence: 0.15,
    predicted: { symbols: said(1, ['x', 't'], [0.9, 0.6]), latex: ['x', 't'] },
    onGold: {
      ranking: [['x'], ['t', '+']],
      confidence: [0.95, 0.65],
      contextClass: ['x', 't'],
      contextConfidence: [0.95, 0.5],
    },
  }),
  // A 1 where nothing is.
  answer(2, {
    formulaConfidence: 0.25,
    detected: [box(0), box(20), box(60)],
    detectedScores: [0.9, 0.9, 0.3],
    predicted: {
      symbols: [
        ...said(2, ['y', '2'], [0.9, 0.9]),
        { ...symbol('r', 60, 'q', 'Right', '1'), confidence: 0.2 },
      ],
      latex: ['y', '2', '1'],
    },
    onGold: { confidence: [0.95, 0.95], contextConfidence: [0.95, 0.95] },
  }),
  answer(3, { formulaConfidence: 0.85, onGold: { confidence: [0.95], contextConfidence: [0.95] } }),
  answer(4, {
    formulaConfidence: 0.45,
    onGold: { confidence: [0.95, 0.95], contextConfidence: [0.95, 0.95] },
  }),
  // Right for Sub.
  answer(5, {
    formulaConfidence: 0.75,
    predicted: {
      symbols: said(5, ['x', '2'], [0.9, 0.9]).map((s) =>
        s.relation ? { ...s, relation: 'Right' as const } : s,
      ),
      latex: ['x', '2'],
    },
    onGold: {
      confidence: [0.95, 0.95],
      contextConfidence: [0.95, 0.95],
      places: GOLD[5]!.symbols.map((s) => (s.relation ? { ...s, relation: 'Right' as const } : s)),
    },
  }),
];

const evenly = (count: number) => ({
  confidence: Array<number>(count).fill(0.85),
  contextConfidence: Array<number>(count).fill(0.9),
});
const pairSaid = (n: number) => ({
  symbols: said(
    n,
    GOLD[n]!.symbols.map((s) => s.class),
    [0.8, 0.8],
  ),
});

/** The recognizer is .85 sure, of what is wrong .4; context .9 and .7; symbols .8. */
export const B: ScoredFormula[] = [
  answer(0, { formulaConfidence: 0.9, predicted: pairSaid(0), onGold: evenly(2) }),
  // The converter forgets the + of the gold tree.
  answer(1, { formulaConfidence: 0.9, written: ['x'], predicted: pairSaid(1), onGold: evenly(2) }),
  // The box of y is two pixels off: 8 of 12 columns are shared.
  answer(2, {
    formulaConfidence: 0.6,
    detected: [box(2), box(20)],
    detectedScores: [0.8, 0.9],
    predicted: { symbols: pairSaid(2).symbols.map((s) => (s.id === 'p' ? { ...s, box: box(2) } : s)) },
    onGold: evenly(2),
  }),
  // Sees nothing.
  answer(3, {
    formulaConfidence: 0.6,
    detected: [],
    predicted: { symbols: [], latex: [] },
    onGold: evenly(1),
  }),
  // x for y, everywhere; y is not even among the first five.
  answer(4, {
    formulaConfidence: 0.3,
    predicted: { symbols: said(4, ['x', '-'], [0.8, 0.8]), latex: ['x', '-'] },
    onGold: {
      ranking: [['x', 'z'], ['-']],
      confidence: [0.4, 0.85],
      contextClass: ['x', '-'],
      contextConfidence: [0.7, 0.9],
    },
  }),
  answer(5, { formulaConfidence: 0.3, predicted: pairSaid(5), onGold: evenly(2) }),
];

const timing = (total: number, onnx: number): Timings => ({ frame: 1, detector: total / 4, onnx, total });

/** A takes 10, 20, … 60 ms, half of it inside ONNX Runtime; B always 20, three quarters of it. */
export const TIMINGS = {
  a: [10, 20, 30, 40, 50, 60].map((total) => timing(total, total / 2)),
  b: Array.from({ length: 6 }, () => timing(20, 15)),
};
