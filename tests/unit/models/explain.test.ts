import { describe, expect, it } from 'vitest';
import {
  emptyAnnotation,
  NO_PINS,
  RELATIONS,
  type Annotation,
  type FormulaSymbol,
  type SymbolId,
} from '@/lib/domain/annotation/schema';
import { explain as explainAligner } from '@/models/stages/aligner/explain';
import { interpret as interpretAligner } from '@/models/stages/aligner/interpret';
import { CardSchema, type Card } from '@/models/stages/card';
import { explain as explainConverter } from '@/models/stages/converter/explain';
import { explain as explainDetector } from '@/models/stages/detector/explain';
import { interpret as interpretDetector } from '@/models/stages/detector/interpret';
import { explain as explainRecognizer } from '@/models/stages/recognizer/explain';
import { interpret as interpretRecognizer } from '@/models/stages/recognizer/interpret';
import type { Proposal, StageContext } from '@/models/stages/stage';
import { zeros, type Tensors } from '@/models/stages/tensor';
import { FrameMapping } from '@/models/frame/mapping';
import type { Frame } from '@/models/frame/frame';

/** A frame of 60 × 30 pixels, padded to 64 × 64, of an image three times as large with 10 pixels around it. */
const FRAME: Frame = {
  data: new Float32Array(64 * 64),
  width: 60,
  height: 30,
  paddedWidth: 64,
  paddedHeight: 64,
  mapping: new FrameMapping(1 / 3, 10, 10, 0, 200, 110),
  blank: false,
  imageWidth: 200,
  imageHeight: 110,
};

const card = (stage: string, more: object = {}): Card =>
  CardSchema.parse({
    stage,
    name: 'made by hand',
    version: '1',
    licence: 'MIT',
    kind: 'onnx',
    sha256: '0'.repeat(64),
    classes: ['x', 'y', '2'],
    ...more,
  });

const context = (outputs: StageContext['outputs'] = {}, pins: Annotation | null = null): StageContext => ({
  frame: FRAME,
  pins,
  outputs,
});

const proposal = (id: string, box: Proposal['box'], source: FormulaSymbol | null = null): Proposal => ({
  id: id as SymbolId,
  box,
  score: 0.9,
  source,
});

describe('what the detector saw', () => {
  interface Peak {
    x: number;
    y: number;
    score: number;
    group?: number;
    reach?: number;
  }
  /** Maps of 16 × 16 cells with boxes that reach as far to each side. */
  function maps(peaks: readonly Peak[]): Tensors {
    const heat = zeros(1, 3, 16, 16);
    const ltrb = zeros(1, 12, 16, 16);
    for (const { x, y, score, group = 2, reach = 8 } of peaks) {
      heat.data[(group * 16 + y) * 16 + x] = score;
      for (let side = 0; side < 4; side++) ltrb.data[((group * 4 + side) * 16 + y) * 16 + x] = reach;
    }
    return { heat, ltrb };
  }
  const detector = card('detector', { classes: [], thresholds: { score: 0.4 } });
  function explained(peaks: readonly Peak[], pins: Annotation | null = null) {
    const asked = context({}, pins);
    const tensors = maps(peaks);
    asked.outputs.detector = interpretDetector(tensors, asked, detector);
    return explainDetector(tensors, asked, detector);
  }

  it('says of each peak what became of it', () => {
    const { proposals, thresholds } = explained([
      { x: 3, y: 3, score: 0.9 },
      { x: 3, y: 5, score: 0.1 },
      { x: 10, y: 3, score: 0.5, group: 1 },
      { x: 12, y: 5, score: 0.04 },
    ]);
    expect(thresholds).toEqual({ score: 0.4, nmsWithinGroup: 0.5, nmsAcrossGroups: 0.8 });
    const said = proposals.map(({ score, group, fate, symbol }) => [score.toFixed(2), group, fate, symbol]);
    expect(said).toEqual([
      ['0.90', 'other', 'kept', 's1'],
      ['0.50', 'bar', 'kept', 's2'],
      ['0.10', 'other', 'low_score', null],
    ]);
    // Frame box [6, 6, 22, 22] is three times as large in the image, 10 px further in.
    expect(proposals[0]!.box).toEqual({ x: 28, y: 28, width: 48, height: 48 });
  });

  it('names the stronger claim, and how much of their ink both cover', () => {
    const apart = explained([
      { x: 4, y: 3, score: 0.6, reach: 12 },
      { x: 6, y: 3, score: 0.9, reach: 16 },
    ]);
    // Boxes [6, 2, 30, 26] and [10, 0, 42, 30] share 20 · 24: less than half of 24 · 24 + 32 · 30 − 20 · 24.
    expect(apart.proposals.map(({ fate }) => fate)).toEqual(['kept', 'kept']);
    const [winner, loser] = explained([
      { x: 5, y: 3, score: 0.6, reach: 16 },
      { x: 7, y: 3, score: 0.9, reach: 16 },
    ]).proposals;
    expect(winner).toMatchObject({ score: expect.closeTo(0.9, 5), fate: 'kept', symbol: 's1', by: null });
    // [6, 0, 38, 30] and [14, 0, 46, 30] share 24 of 40 columns.
    expect(loser).toMatchObject({ fate: 'overlap', symbol: null, by: { proposal: 0 } });
    expect(loser!.by!.iou).toBeCloseTo(24 / 40, 6);
  });

  it('shows the maps without their padding, where they lie in the image', () => {
    const { maps: said } = explained([{ x: 3, y: 3, score: 0.5 }]);
    expect(said.map(({ group, columns, rows }) => [group, columns, rows])).toEqual([
      ['radical', 15, 8],
      ['bar', 15, 8],
      ['other', 15, 8],
    ]);
    const other = said[2]!;
    expect(other.area).toEqual({ x: 10, y: 10, width: 180, height: 96 });
    expect(other.values[3 * 15 + 3]).toBe(128);
    expect(other.values.filter((value) => value > 0)).toHaveLength(1);
  });

  it('says what people had settled already', () => {
    const symbol = (id: string, x: number): FormulaSymbol => ({
      id: id as SymbolId,
      box: { x, y: 28, width: 48, height: 48 },
      class: 'x',
      place: null,
      pins: { ...NO_PINS, box: true },
    });
    const pinned = symbol('mine', 28);
    const gone = symbol('gone', 112);
    const pins = {
      ...emptyAnnotation(),
      symbols: { [pinned.id]: pinned },
      tombstones: { [gone.id]: { id: gone.id, box: gone.box, class: 'x' } },
    };
    // Frame boxes [6, 6, 22, 22] and [34, 6, 50, 22], as the pinned and the deleted symbol lie.
    const { proposals } = explained(
      [
        { x: 3, y: 3, score: 0.9 },
        { x: 10, y: 3, score: 0.8 },
      ],
      pins,
    );
    expect(proposals.map(({ fate, symbol: id }) => [fate, id])).toEqual([
      ['pinned', null],
      ['deleted', null],
    ]);
  });

  it('has nothing to say of a page that it was not asked about', () => {
    const asked = context({ detector: { proposals: [] } });
    expect(explainDetector(null, asked, detector)).toMatchObject({ maps: [], proposals: [] });
  });
});

describe('what the recognizer said', () => {
  const recognizer = card('recognizer', { calibration: { temperature: 2 } });
  const mine: FormulaSymbol = {
    id: 'b' as SymbolId,
    box: { x: 5, y: 6, width: 7, height: 8 },
    class: '2',
    place: null,
    pins: { ...NO_PINS, class: true },
  };

  it('is ranked by probability, before and after calibration, beside what a person said', () => {
    const asked = context({
      detector: { proposals: [proposal('a', [0, 0, 10, 10]), proposal('b', [20, 0, 30, 10], mine)] },
    });
    const log = (shares: number[]) => shares.map(Math.log);
    const rows = [...log([0.09, 0.81, 0.01, 0.09]), ...log([0.7, 0.1, 0.1, 0.1])];
    const tensors = { logits: { data: Float32Array.from(rows), dims: [2, 4] } };
    asked.outputs.recognizer = interpretRecognizer(tensors, asked, recognizer);
    const { temperature, symbols } = explainRecognizer(tensors, asked, recognizer);
    expect(temperature).toBe(2);
    const [a, b] = symbols;
    expect(a).toMatchObject({ symbol: 'a', pinned: false, box: { x: 10, y: 10, width: 30, height: 30 } });
    expect(a!.raw.classes.map((said) => said.class)).toEqual(['y', 'x', '2']);
    expect(a!.raw.classes[0]!.probability).toBeCloseTo(0.81, 5);
    expect(a!.raw.none).toBeCloseTo(0.09, 5);
    // At temperature 2 shares become their square roots, divided by their sum: .3, .9, .1, .3.
    expect(a!.calibrated.classes[0]!.probability).toBeCloseTo(0.9 / 1.6, 5);
    expect(a!.calibrated.none).toBeCloseTo(0.3 / 1.6, 5);
    // The model's opinion of a symbol whose class a person set, although it does not count.
    expect(b).toMatchObject({ symbol: 'b', pinned: true, box: mine.box });
    expect(b!.raw.classes[0]).toMatchObject({ class: 'x', probability: expect.closeTo(0.7, 5) });
  });
});

describe('what the aligner and the converter said', () => {
  const aligner = card('aligner', { thresholds: { reject: 0.5 } });
  const log = Math.log;
  /** x with a 2 to its upper right, and a speck. */
  function asked() {
    const proposals = [
      proposal('base', [2, 10, 12, 22]),
      proposal('speck', [30, 25, 33, 28]),
      proposal('power', [14, 2, 20, 9]),
    ];
    const result = context({ detector: { proposals } });
    result.outputs.recognizer = {
      classes: ['x', 'y', '2'],
      columns: 4,
      probabilities: new Float32Array(12).fill(0.25),
      calibrated: new Float32Array(12).fill(0.25),
    };
    const relation = zeros(3, 3, 6);
    const sup = RELATIONS.indexOf('Sup');
    const right = RELATIONS.indexOf('Right');
    // Of the relations of `power` to `base`, Sup has e² times the odds of the others, Right e times.
    relation.data[(2 * 3 + 0) * 6 + sup] = 2;
    relation.data[(2 * 3 + 0) * 6 + right] = 1;
    const tensors: Tensors = {
      classes: {
        data: Float32Array.from([
          ...[log(0.6), log(0.3), log(0.05), log(0.05)],
          ...[log(0.1), log(0.1), log(0.1), log(0.7)],
          ...[log(0.05), log(0.05), log(0.8), log(0.1)],
        ]),
        dims: [3, 4],
      },
      // Columns: root, base, speck, power.
      parent: {
        data: Float32Array.from([
          ...[log(0.9), log(0.001), log(0.05), log(0.1)],
          ...[log(0.3), log(0.3), log(0.001), log(0.4)],
          ...[log(0.2), log(0.6), log(0.2), log(0.001)],
        ]),
        dims: [3, 4],
      },
      relation,
    };
    result.outputs.aligner = interpretAligner(tensors, result, aligner);
    return { result, tensors };
  }

  it('shows classes in context, what was rejected, and the places that a symbol could take', () => {
    const { result, tensors } = asked();
    const { symbols, lines, reject } = explainAligner(tensors, result, aligner);
    expect(reject).toBe(0.5);
    expect(symbols.map(({ symbol, fate }) => [symbol, fate])).toEqual([
      ['base', 'kept'],
      ['speck', 'rejected'],
      ['power', 'kept'],
    ]);
    const [base, speck, power] = symbols;
    expect(base!.inContext.classes[0]).toMatchObject({ class: 'x', probability: expect.closeTo(0.6, 5) });
    expect(speck!.inContext.none).toBeCloseTo(0.7, 5);
    expect(speck!.places).toEqual([]);
    // Without the speck: root .2 and base .6 remain; seven shares of the relation: e², e and four times 1.
    const sum = Math.exp(2) + Math.E + 4;
    expect(power!.places[0]).toEqual({
      parent: 'base',
      relation: 'Sup',
      parentProbability: expect.closeTo(0.75, 5),
      relationProbability: expect.closeTo(Math.exp(2) / sum, 5),
      chosen: true,
    });
    expect(power!.places[1]).toMatchObject({ parent: null, relation: null, relationProbability: 1 });
    expect(power!.places[2]).toMatchObject({
      parent: 'base',
      relation: 'Right',
      relationProbability: expect.closeTo(Math.E / sum, 5),
      chosen: false,
    });
    expect(lines).toEqual([{ line: 'l1', symbols: ['base', 'power'] }]);
  });

  it('shows a place that was chosen even where many others are likelier', () => {
    const { result, tensors } = asked();
    // As if the tree had been decoded otherwise: the least likely relation.
    const below: (typeof RELATIONS)[number] = 'Below';
    result.outputs.aligner!.places[1]!.relation = below;
    const power = explainAligner(tensors, result, aligner).symbols[2]!;
    expect(power.places.filter(({ chosen }) => chosen)).toMatchObject([{ parent: 'base', relation: below }]);
  });

  it('shows the tree that was read, and which rule wrote each token', () => {
    const { result } = asked();
    const { tree, tokens, alternatives, pinned } = explainConverter(null, result);
    expect(tree).toEqual([
      [
        { symbol: 'base', class: 'x', parent: null, relation: null, depth: 0 },
        { symbol: 'power', class: '2', parent: 'base', relation: 'Sup', depth: 1 },
      ],
    ]);
    expect(tokens.map(({ token, symbol, rule }) => `${token} ${symbol ?? '–'} ${rule}`)).toEqual([
      'x base symbol',
      '^ – superscript',
      '{ – superscript',
      '2 power symbol',
      '} – superscript',
    ]);
    expect({ alternatives, pinned }).toEqual({ alternatives: [], pinned: false });
  });
});
