import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { LineId, SymbolId } from '@/lib/domain/annotation/schema';
import { formulaConfidence, plattScaled } from '@/lib/domain/metrics';
import { FrameMapping } from '@/models/frame/mapping';
import { CardSchema } from '@/models/stages/card';
import { interpret } from '@/models/stages/detector/interpret';
import { cardScale, type StageContext } from '@/models/stages/stage';
import { zeros } from '@/models/stages/tensor';

const confidence = fc.double({ min: 0, max: 1, noNaN: true });
const scale = fc.record({
  slope: fc.double({ min: 0.1, max: 5, noNaN: true }),
  bias: fc.double({ min: -5, max: 5, noNaN: true }),
});

describe('a line over log-odds', () => {
  it('with slope 1 and bias 0 changes nothing', () => {
    fc.assert(fc.property(confidence, (p) => plattScaled(p, { slope: 1, bias: 0 }) === p));
  });

  it('keeps the order, the ends, and 0..1', () => {
    fc.assert(
      fc.property(confidence, confidence, scale, (a, b, by) => {
        const [low, high] = [plattScaled(Math.min(a, b), by), plattScaled(Math.max(a, b), by)];
        return low >= 0 && low <= high && high <= 1;
      }),
    );
    expect([0, 1].map((p) => plattScaled(p, { slope: 2, bias: 3 }))).toEqual([0, 1]);
  });

  it('doubles log-odds, and adds to them', () => {
    // Odds 1 : 3; doubled 1 : 9; three times as large 1 : 1.
    expect(plattScaled(0.25, { slope: 2, bias: 0 })).toBeCloseTo(0.1, 12);
    expect(plattScaled(0.25, { slope: 1, bias: Math.log(3) })).toBeCloseTo(0.5, 12);
  });
});

describe('calibration on a card', () => {
  it('moves the scores of boxes, and not which boxes are found', () => {
    const heat = zeros(1, 3, 16, 16);
    const ltrb = zeros(1, 12, 16, 16);
    for (const [cell, score] of [
      [3 * 16 + 3, 0.25],
      [3 * 16 + 10, 0.1],
    ] as const) {
      heat.data[2 * 256 + cell] = score;
      for (let side = 0; side < 4; side++) ltrb.data[(2 * 4 + side) * 256 + cell] = 8;
    }
    const context: StageContext = {
      frame: {
        data: new Float32Array(64 * 64),
        width: 60,
        height: 30,
        paddedWidth: 64,
        paddedHeight: 64,
        mapping: new FrameMapping(1, 0, 0, 0, 60, 30),
        blank: false,
        imageWidth: 60,
        imageHeight: 30,
      },
      pins: null,
      outputs: {},
    };
    const scores = (calibration: Record<string, number>) => {
      const card = CardSchema.parse({
        stage: 'detector',
        name: 'made by hand',
        version: '1',
        licence: 'MIT',
        kind: 'onnx',
        sha256: '0'.repeat(64),
        thresholds: { score: 0.2 },
        calibration,
      });
      return interpret({ heat, ltrb }, context, card).proposals.map(({ score }) => score);
    };
    expect(scores({})).toEqual([0.25]);
    // Odds 1 : 3 squared are 1 : 9, below the threshold, which is of the model's own scores.
    expect(scores({ scoreSlope: 2 })).toEqual([expect.closeTo(0.1, 6)]);
    expect(scores({ scoreBias: Math.log(27) })).toEqual([expect.closeTo(0.9, 6)]);
  });

  it('lifts the product over a formula', () => {
    const symbol = {
      id: 's1' as SymbolId,
      box: { x: 0, y: 0, width: 9, height: 9 },
      boxConfidence: 0.5,
      class: 'x',
      confidence: 0.5,
      candidates: [],
      place: null,
      placeConfidence: 1,
    };
    const prediction: Prediction = {
      symbols: [symbol],
      lines: ['l1' as LineId],
      latex: 'x',
      latexConfidence: null,
      timingsMs: {},
      candidates: {},
    };
    const said = (calibration: Record<string, number>) =>
      formulaConfidence(prediction, cardScale(calibration, 'formula'));
    expect(said({})).toBe(0.25);
    expect(said({ temperature: 0.7, formulaSlope: 1, formulaBias: Math.log(9) })).toBeCloseTo(0.75, 12);
    expect(formulaConfidence({ ...prediction, symbols: [] }, { slope: 1, bias: 9 })).toBe(0);
  });
});
