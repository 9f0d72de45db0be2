import { describe, expect, it } from 'vitest';
import { differenceOf, pairSymbols, symbolsOf, type ExplainedSymbol } from '@/components/debug/symbols';
import type { LineId, SymbolId } from '@/lib/domain/annotation/schema';
import type { Explanation } from '@/lib/domain/explanation';

const id = (name: string) => name as SymbolId;
const box = (x: number, y = 0) => ({ x, y, width: 10, height: 10 });

const symbol = (name: string, x: number, rest: Partial<ExplainedSymbol> = {}): ExplainedSymbol => ({
  id: name,
  number: 1,
  box: box(x),
  boxScore: 0.9,
  class: 'x',
  confidence: 0.9,
  raw: null,
  calibrated: null,
  inContext: null,
  rejected: false,
  places: [],
  ...rest,
});
const place = (parent: string | null, relation: 'Right' | 'Sup' | null, chosen = true) => ({
  parent: parent === null ? null : id(parent),
  relation,
  parentProbability: 1,
  relationProbability: 1,
  chosen,
});

/** x² as two stages say it, with a third box that the aligner rejected. */
function explanation(): Explanation {
  const said = (first: string, probability: number) => ({
    classes: [{ class: first, probability }],
    none: 1 - probability,
  });
  const proposals = [
    { name: 'two', x: 12, score: 0.8 },
    { name: 'x', x: 0, score: 0.9 },
    { name: 'stain', x: 40, score: 0.5 },
  ];
  const predicted = (name: string, x: number, token: string) => ({
    id: id(name),
    box: box(x),
    boxConfidence: 0.9,
    class: token,
    confidence: 0.95,
    candidates: [],
    place: null,
    placeConfidence: null,
  });
  return {
    width: 100,
    height: 50,
    frame: { width: 128, height: 64, scale: 1, originX: 0, originY: 0, offset: 0, blank: false },
    prediction: {
      symbols: [predicted('two', 12, '2'), predicted('x', 0, 'x')],
      lines: ['line' as LineId],
      latex: 'x ^ { 2 }',
      latexConfidence: 0.9,
      timingsMs: {},
      candidates: {},
    },
    stages: {
      detector: {
        maps: [],
        thresholds: { score: 0.4, nmsWithinGroup: 0.5, nmsAcrossGroups: 0.8 },
        proposals: proposals.map(({ name, x, score }) => ({
          box: box(x),
          score,
          group: 'other',
          fate: 'kept',
          symbol: id(name),
          by: null,
        })),
      },
      recognizer: {
        temperature: 1,
        symbols: proposals.map(({ name, x }) => ({
          symbol: id(name),
          box: box(x),
          pinned: false,
          raw: said(name === 'stain' ? '.' : 'z', 0.6),
          calibrated: said('z', 0.7),
        })),
      },
      aligner: {
        temperature: 1,
        placeTemperature: 1,
        reject: null,
        symbols: proposals.map(({ name, x }) => ({
          symbol: id(name),
          box: box(x),
          inContext: said(name === 'stain' ? '.' : 'x', 0.9),
          fate: name === 'stain' ? 'rejected' : 'kept',
          places: name === 'two' ? [place('x', 'Sup')] : [],
        })),
        lines: [{ line: 'line' as LineId, symbols: [id('two'), id('x')] }],
      },
      converter: {
        tree: [
          [
            { symbol: id('x'), class: 'x', parent: null, relation: null, depth: 0 },
            { symbol: id('two'), class: '2', parent: id('x'), relation: 'Sup', depth: 1 },
          ],
        ],
        tokens: [],
        alternatives: [],
        pinned: false,
      },
    },
    steps: [],
  };
}

describe('the symbols of an explanation', () => {
  it('come in reading order, what was rejected last, each with what every stage said', () => {
    const symbols = symbolsOf(explanation());
    expect(
      symbols.map(({ id: name, number, class: token, rejected }) => [name, number, token, rejected]),
    ).toEqual([
      ['x', 1, 'x', false],
      ['two', 2, '2', false],
      ['stain', 3, '.', true],
    ]);
    expect(symbols[1]).toMatchObject({
      boxScore: 0.8,
      raw: { classes: [{ class: 'z', probability: 0.6 }] },
      inContext: { classes: [{ class: 'x', probability: 0.9 }] },
      places: [{ relation: 'Sup' }],
    });
  });

  it('are those of the prediction where nobody asked the recognizer', () => {
    const asked = explanation();
    const silent = { ...asked, stages: { ...asked.stages, detector: null, recognizer: null, aligner: null } };
    const symbols = symbolsOf(silent);
    expect(symbols.map(({ id: name, raw, boxScore }) => [name, raw, boxScore])).toEqual([
      ['x', null, null],
      ['two', null, null],
    ]);
  });
});

describe('two sets of candidates side by side', () => {
  it('pairs the boxes that overlap most, each once', () => {
    const a = [symbol('a1', 0), symbol('a2', 30)];
    const b = [symbol('b1', 3), symbol('b2', 1), symbol('b3', 60)];
    const pairs = pairSymbols(a, b).map((pair) => [pair.a?.id ?? null, pair.b?.id ?? null]);
    expect(pairs).toEqual([
      ['a1', 'b2'],
      ['a2', null],
      [null, 'b1'],
      [null, 'b3'],
    ]);
  });

  it('says in what they disagree: presence, class, place', () => {
    const a = [symbol('a1', 0), symbol('a2', 30, { places: [place('a1', 'Sup')] }), symbol('a3', 60)];
    const agree = [symbol('b1', 0), symbol('b2', 30, { places: [place('b1', 'Sup')] }), symbol('b3', 60)];
    const verdicts = (b: ExplainedSymbol[]) => {
      const pairs = pairSymbols(a, b);
      return pairs.map((pair) => differenceOf(pair, pairs));
    };
    expect(verdicts(agree)).toEqual([null, null, null]);
    const [first, second] = agree as [ExplainedSymbol, ExplainedSymbol];
    expect(verdicts([{ ...first, class: 'X' }, second])).toEqual(['class', null, 'only_a']);
    expect(verdicts([first, { ...second, places: [place('b1', 'Right')] }, symbol('b3', 60)])[1]).toBe(
      'place',
    );
    expect(verdicts([first, { ...second, places: [place('b3', 'Sup')] }, symbol('b3', 60)])[1]).toBe('place');
    expect(verdicts([...agree, symbol('b4', 90)])).toEqual([null, null, null, 'only_b']);
    expect(verdicts([{ ...first, rejected: true }, second, symbol('b3', 60)])[0]).toBe('only_a');
  });
});
