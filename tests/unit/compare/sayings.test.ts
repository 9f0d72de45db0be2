import { describe, expect, it } from 'vitest';
import { sayingOf } from '@/components/compare/formula-marks';
import type { ScoredFormula, ScoredSymbol } from '@/lib/domain/metrics';

const box = (x: number, width = 10) => ({ x, y: 0, width, height: 10 });
const symbol = (id: string, x: number, more: Partial<ScoredSymbol> = {}): ScoredSymbol => ({
  ...{ id, box: box(x), class: id, parent: null, relation: null, ...more },
});

/** Truth: x with a superscript 2, written x^{2}; everything said right unless a test says otherwise. */
function formula(more: Partial<ScoredFormula> = {}): ScoredFormula {
  const symbols = [symbol('x', 0), symbol('2', 20, { parent: 'x', relation: 'Sup' })];
  return {
    gold: { symbols, latex: ['x', '^', '{', '2', '}'], written: ['x', '^', '{', '2', '}'] },
    detected: symbols.map((one) => one.box),
    detectedScores: [0.9, 0.9],
    predicted: {
      symbols: symbols.map((one) => ({ ...one, confidence: 0.9 })),
      latex: ['x', '^', '{', '2', '}'],
    },
    formulaConfidence: 0.9,
    onGold: {
      ranking: [['x'], ['2']],
      confidence: [0.9, 0.9],
      contextClass: ['x', '2'],
      contextConfidence: [0.9, 0.9],
      places: symbols.map(({ id, parent, relation }) => ({ id, parent, relation })),
    },
    ...more,
  };
}
const states = (outcome: Parameters<typeof sayingOf>[0], scored: ScoredFormula) =>
  sayingOf(outcome, scored).marks.map(({ state }) => state);

describe('what a side said about a formula', () => {
  it('is right in every box when it is right', () => {
    for (const outcome of ['detector', 'recognizer', 'aligner', 'endToEnd', 'zeroTouch'] as const) {
      expect(states(outcome, formula()), outcome).toEqual(['right', 'right']);
      expect(sayingOf(outcome, formula()).slips, outcome).toEqual([]);
    }
  });

  it('of boxes: what was found, what is too many, what was missed', () => {
    expect(states('detector', formula({ detected: [box(0), box(60)] }))).toEqual([
      'right',
      'extra',
      'missed',
    ]);
  });

  it('of classes: which symbol was called what', () => {
    const scored = formula();
    scored.onGold.ranking = [['\\times'], ['2']];
    expect(states('recognizer', scored)).toEqual(['wrong', 'right']);
    expect(sayingOf('recognizer', scored).slips).toEqual([
      { kind: 'class', symbol: 'x', gold: 'x', said: '\\times' },
    ]);
  });

  it('of the order: where a symbol belongs, and where it was put', () => {
    const scored = formula();
    scored.onGold.places[1] = { id: '2' as ScoredSymbol['id'], parent: 'x', relation: 'Right' };
    expect(states('aligner', scored)).toEqual(['right', 'wrong']);
    expect(sayingOf('aligner', scored).slips).toEqual([
      { kind: 'place', symbol: '2', gold: 'Sup x', said: 'Right x' },
    ]);
  });

  it('of the order: a symbol that begins a line has no parent to name', () => {
    const scored = formula();
    scored.onGold.places[1] = { id: '2', parent: null, relation: null };
    expect(sayingOf('aligner', scored).slips).toMatchObject([{ gold: 'Sup x', said: null }]);
  });

  it('of the converter: what it wrote for the gold tree, beside the label', () => {
    const scored = formula();
    scored.gold.written = ['x', '2'];
    expect(sayingOf('converter', scored).latex).toEqual({ said: 'x 2', gold: 'x ^ { 2 }' });
  });

  it('of the whole: boxes, classes of those that were found, LaTeX', () => {
    const scored = formula();
    scored.predicted = {
      symbols: [{ ...symbol('p', 0, { class: 'X' }), confidence: 0.4 }],
      latex: ['X'],
    };
    const saying = sayingOf('zeroTouch', scored);
    expect(saying.marks.map(({ state }) => state)).toEqual(['wrong', 'missed']);
    expect(saying.slips).toEqual([{ kind: 'class', symbol: 'x', gold: 'x', said: 'X' }]);
    expect(saying.latex?.said).toBe('X');
  });
});
