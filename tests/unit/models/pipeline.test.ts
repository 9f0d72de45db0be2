import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annotationFromPrediction, PredictionSchema } from '@/lib/domain/annotation/prediction';
import { NO_PINS, type Annotation, type LineId, type SymbolId } from '@/lib/domain/annotation/schema';
import { openPipeline, type Pipeline, type PredictOptions } from '@/models/runtime/pipeline';
import { frameOfSquares, SQUARE_MODELS, squaresPng } from '../../support/squares';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline({ weights: SQUARE_MODELS, threads: 1 });
});
afterAll(() => pipeline.close());

/** x, then y, with an x above it to the right; the detector's cells begin 2 px behind multiples of 4. */
const drawing = () =>
  frameOfSquares([
    { x: 38, y: 78 },
    { x: 98, y: 78, gray: 128 },
    { x: 158, y: 34 },
  ]);
const predict = async (options?: PredictOptions) =>
  (await pipeline.predict(await drawing(), options)).prediction;

const change = (
  annotation: Annotation,
  id: string,
  values: Partial<Annotation['symbols'][SymbolId]>,
): Annotation => {
  const key = id as SymbolId;
  return {
    ...annotation,
    symbols: { ...annotation.symbols, [key]: { ...annotation.symbols[key]!, ...values } },
  };
};
const places = ({ symbols }: Awaited<ReturnType<typeof predict>>) =>
  symbols.map(({ class: name, place }) =>
    `${name} ${place?.parent ?? 'root'} ${place?.relation ?? ''}`.trim(),
  );

describe('the pipeline', () => {
  it('says boxes, classes, ordering and LaTeX of an image', async () => {
    const prediction = await predict();
    expect(PredictionSchema.parse(prediction)).toEqual(prediction);
    expect(places(prediction)).toEqual(['x root', 'y s1 Right', 'x s2 Sup']);
    expect(prediction.latex).toBe('x y ^ { x }');
    const [first] = prediction.symbols;
    expect(first!.box).toEqual({ x: 38, y: 78, width: 16, height: 16 });
    expect(first!.candidates.map((candidate) => candidate.class)).toEqual(['x', 'y']);
    expect(prediction.candidates).toEqual({
      detector: 'squares@1',
      recognizer: 'squares@1',
      aligner: 'squares@1',
      converter: 'rules-1@1',
    });
    expect(Object.keys(prediction.timingsMs)).toEqual(
      expect.arrayContaining(['detector', 'recognizer', 'aligner', 'converter', 'onnx', 'total']),
    );
  });

  it('says the same of the same image', async () => {
    const [a, b] = [await predict(), await predict()];
    expect({ ...a, timingsMs: {} }).toEqual({ ...b, timingsMs: {} });
  });

  it('answers in pixels of the image, whatever size the frame gives it', async () => {
    const scale = 3;
    const image = await squaresPng(1000 * scale, 200 * scale, [
      { x: 60 * scale, y: 140 * scale, side: scale, width: 738 * scale },
      { x: 100 * scale, y: 80 * scale, side: 16 * scale },
    ]);
    const { prediction, width, height } = await pipeline.predict(image);
    expect([width, height]).toEqual([1000 * scale, 200 * scale]);
    const box = prediction.symbols[0]!.box;
    expect(Math.abs(box.x - 100 * scale)).toBeLessThan(3 * scale);
    expect(Math.abs(box.y - 80 * scale)).toBeLessThan(3 * scale);
    expect(Math.abs(box.width - 16 * scale)).toBeLessThan(1);
  });

  it('finds nothing on empty paper, and says so without an error', async () => {
    const { prediction } = await pipeline.predict(await squaresPng(300, 100, []));
    expect(prediction).toMatchObject({ symbols: [], lines: [], latex: '' });
  });

  it('refuses what is no image with one clear error', async () => {
    await expect(pipeline.predict(Buffer.from('hello'))).rejects.toMatchObject({ code: 'unsupported_file' });
    await expect(pipeline.predict(await squaresPng(1, 1, []))).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('prediction around pins', () => {
  it('keeps pinned boxes and classes, and fills in the rest', async () => {
    const before = annotationFromPrediction(await predict());
    const box = { x: 38, y: 79, width: 20, height: 18 };
    const pins = change(before, 's1', { box, class: 'y', pins: { box: true, class: true, place: false } });
    const after = await predict({ pins });
    expect(after.symbols).toHaveLength(3);
    expect(after.symbols.find(({ id }) => id === 's1')).toMatchObject({ box, class: 'y', confidence: 1 });
    expect(after.latex).toBe('y y ^ { x }');
    expect(after.symbols.map(({ id }) => id)).toEqual(['s1', 's2', 's3']);
  });

  it('keeps a class that no model knows', async () => {
    const before = annotationFromPrediction(await predict());
    const pins = change(before, 's2', { class: '\\aleph', pins: { ...NO_PINS, class: true } });
    expect((await predict({ pins })).latex).toBe('x \\aleph ^ { x }');
  });

  it('does not bring back what a person deleted', async () => {
    const before = annotationFromPrediction(await predict());
    const { s2, ...rest } = before.symbols as Record<string, Annotation['symbols'][SymbolId]>;
    const pins = {
      ...before,
      symbols: rest,
      tombstones: { s2: { id: s2!.id, box: s2!.box, class: s2!.class } },
    } as Annotation;
    const after = await predict({ pins });
    expect(after.symbols.map(({ id }) => id)).toEqual(['s1', 's3']);
  });

  it('forces pinned places, keeps their line, and keeps what they hang on', async () => {
    const before = annotationFromPrediction(await predict());
    const line = 'my-line' as LineId;
    const lined: Annotation = { ...before, lines: { [line]: { id: line, index: 0 } } };
    const place = { line, parent: 's1' as SymbolId, relation: 'Above' as const };
    const pins = change(lined, 's3', { place, pins: { ...NO_PINS, place: true } });
    const after = await predict({ pins });
    expect(after.symbols.find(({ id }) => id === 's3')!.place).toEqual(place);
    expect(after.lines).toEqual([line]);
    expect(after.symbols.map(({ place: p }) => p?.line)).toEqual([line, line, line]);
  });

  it('never changes a pinned label', async () => {
    const before = annotationFromPrediction(await predict());
    const pins = { ...before, label: { latex: 'mine', pinned: true } };
    expect((await predict({ pins })).latex).toBe('mine');
  });
});

describe('a cascade', () => {
  it('after a change of boxes takes the boxes as they are and asks for the rest', async () => {
    const before = annotationFromPrediction(await predict());
    const added = 'added' as SymbolId;
    const box = { x: 700, y: 60, width: 16, height: 16 };
    const pins: Annotation = {
      ...before,
      symbols: {
        ...before.symbols,
        [added]: { id: added, box, class: 'x', place: null, pins: { box: true, class: true, place: false } },
      },
    };
    const after = await predict({ pins, changedStage: 'detector' });
    expect(after.symbols.map(({ id }) => id)).toEqual(['s1', 's2', 's3', 'added']);
    expect(after.symbols[3]).toMatchObject({ box, class: 'x', confidence: 1 });
    expect(after.symbols[3]!.place).toMatchObject({ parent: 's3', relation: 'Sub' });
  });

  it('after a change of classes re-places and re-writes around them', async () => {
    const before = annotationFromPrediction(await predict());
    const pins = change(before, 's1', { class: 'y', pins: { ...NO_PINS, class: true } });
    const after = await predict({ pins, changedStage: 'recognizer' });
    expect(after.latex).toBe('y y ^ { x }');
    expect(after.symbols.map(({ box }) => box)).toEqual(Object.values(before.symbols).map(({ box }) => box));
  });

  it('is refused for more symbols than the models can hold', async () => {
    const before = annotationFromPrediction(await predict());
    const [first] = Object.values(before.symbols);
    const many = Array.from({ length: 401 }, (_, n) => ({
      ...first!,
      id: `many${n}` as SymbolId,
      place: null,
    }));
    const pins = { ...before, symbols: Object.fromEntries(many.map((symbol) => [symbol.id, symbol])) };
    await expect(predict({ pins, changedStage: 'recognizer' })).rejects.toMatchObject({ code: 'too_large' });
  });

  it('after a change of the ordering only writes the label again', async () => {
    const before = annotationFromPrediction(await predict());
    const line = Object.values(before.lines)[0]!.id;
    const place = { line, parent: 's2' as SymbolId, relation: 'Sub' as const };
    const pins = change(before, 's3', { place, pins: { ...NO_PINS, place: true } });
    const after = await predict({ pins, changedStage: 'aligner' });
    expect(after.latex).toBe('x y _ { x }');
    expect(after.timingsMs.onnx).toBe(0);
    expect(annotationFromPrediction(after).symbols['s1' as SymbolId]).toMatchObject({
      class: 'x',
      place: before.symbols['s1' as SymbolId]!.place,
    });
  });
});
