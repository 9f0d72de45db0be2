import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { ExplanationSchema, type Explanation } from '@/lib/domain/explanation';
import { Engine } from '@/models/runtime/engine';
import { drawFormula } from '@/models/synthesis';

let engine: Engine;
let image: Uint8Array;
let truth: Annotation;
let explained: Explanation;
beforeAll(async () => {
  engine = new Engine();
  ({ image, truth } = await drawFormula({
    latex: '\\frac{x+1}{y}',
    style: { face: 'caveat' },
    seed: 'explained',
  }));
  explained = await engine.explain({ image });
}, 60_000);
afterAll(() => engine.close());

describe('an explanation by the released models', () => {
  it('is what the prediction was made of, and passes through JSON', async () => {
    expect(ExplanationSchema.parse(JSON.parse(JSON.stringify(explained)))).toEqual(explained);
    const { prediction } = await engine.predict({ image });
    expect({ ...explained.prediction, timingsMs: {} }).toEqual({ ...prediction, timingsMs: {} });
    expect(explained.steps.map(({ step }) => step)).toEqual([
      'frame',
      'detector',
      'recognizer',
      'aligner',
      'converter',
    ]);
    expect(explained.steps[1]!.onnx).toBeGreaterThan(0);
  });

  it('shows the heat where the symbols were drawn', () => {
    const { maps, proposals, thresholds } = explained.stages.detector!;
    const bar = Object.values(truth.symbols).find((symbol) => symbol.class === '-')!.box;
    const map = maps.find(({ group }) => group === 'bar')!;
    const hottest = map.values.indexOf(Math.max(...map.values));
    const cell = { x: hottest % map.columns, y: Math.floor(hottest / map.columns) };
    const x = map.area.x + ((cell.x + 0.5) / map.columns) * map.area.width;
    const y = map.area.y + ((cell.y + 0.5) / map.rows) * map.area.height;
    const step = map.area.height / map.rows;
    expect(Math.abs(x - (bar.x + bar.width / 2))).toBeLessThan(2 * step);
    expect(Math.abs(y - (bar.y + bar.height / 2))).toBeLessThan(2 * step);
    const kept = proposals.filter(({ fate }) => fate === 'kept');
    expect(kept.map(({ symbol }) => symbol).sort()).toEqual(
      explained.stages.recognizer!.symbols.map(({ symbol }) => symbol).sort(),
    );
    for (const { fate, score } of proposals) {
      expect(fate === 'low_score').toBe(score < thresholds.score);
    }
  });

  it('ranks what it chose first, stage by stage', () => {
    const said = new Map(explained.prediction.symbols.map((symbol) => [symbol.id, symbol]));
    const rejected: SymbolId[] = [];
    for (const { symbol, inContext, fate, places } of explained.stages.aligner!.symbols) {
      const predicted = said.get(symbol);
      if (fate === 'rejected') rejected.push(symbol);
      expect(predicted === undefined).toBe(fate === 'rejected');
      if (!predicted) continue;
      expect(inContext.classes[0]!.class).toBe(predicted.class);
      expect(inContext.classes[0]!.probability).toBeCloseTo(predicted.confidence, 3);
      const [chosen, ...others] = places.filter((place) => place.chosen);
      expect(others).toEqual([]);
      expect(chosen).toMatchObject({
        parent: predicted.place!.parent,
        relation: predicted.place!.relation,
      });
    }
    expect(rejected.length).toBeLessThan(said.size);
    const { tokens, tree } = explained.stages.converter!;
    expect(tokens.map(({ token }) => token).join(' ')).toBe(explained.prediction.latex);
    expect(
      tree
        .flat()
        .map(({ symbol }) => symbol)
        .sort(),
    ).toEqual([...said.keys()].sort());
    expect(tokens.find(({ token }) => token === '\\frac')?.rule).toBe('fraction');
  });
});
