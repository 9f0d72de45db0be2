import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBenchmark } from '@/lib/cli/benchmark';
import { benchmark, spread } from '@/tests/bench/predict';
import type { FormulaTimes } from '@/tests/bench/predict/types';
import { summarise } from '@/tests/bench/predict/summary';
import { frameOfSquares, SQUARE_MODELS } from '@/tests/support/squares';

const times = (symbols: number, parts: [frame: number, onnx: number, after: number], floor: number) => ({
  input: 'a.png',
  symbols,
  total: parts[0] + parts[1] + parts[2],
  floor,
  steps: [
    { step: 'frame', prepare: parts[0], onnx: 0, interpret: 0 },
    { step: 'detector', prepare: 0, onnx: parts[1], interpret: parts[2] },
  ],
});

describe('what the benchmark of predictions says', () => {
  // Whole: 10, 20, 30, 40, 50 ms.
  const formulas: FormulaTimes[] = [
    times(9, [1, 8, 1], 8),
    times(1, [2, 16, 2], 16),
    times(5, [3, 24, 3], 24),
    times(3, [4, 32, 4], 24),
    times(7, [5, 40, 5], 28),
  ];
  const summary = summarise(formulas);

  it('is made of the single formulas: quantiles, shares and ratios', () => {
    expect(summary.formulas).toBe(5);
    expect(summary.latencyMs).toEqual({ p50: 30, p95: 48, mean: 30 });
    expect(summary.floorMs).toEqual({ p50: 24, p95: expect.closeTo(27.2, 9), mean: 20 });
    expect(summary.overhead).toBeCloseTo(150 / 100, 9);
    expect(summary.onnxShare).toBeCloseTo(120 / 150, 9);
    expect(summary.aims.p50Ms).toEqual({ aim: 60, ratio: 0.5 });
    expect(summary.aims.onnxShare.ratio).toBeCloseTo(1, 9);
  });

  it('tells the steps apart', () => {
    expect(summary.steps).toEqual([
      expect.objectContaining({ step: 'frame', p50: 3, mean: 3, share: expect.closeTo(0.1, 9), prepare: 3 }),
      expect.objectContaining({ step: 'detector', p50: 27, prepare: 0, onnx: 24, interpret: 3 }),
    ]);
  });

  it('shows what long formulas cost', () => {
    expect(summary.bySize.map(({ from, to, formulas: count }) => [from, to, count])).toEqual([
      [1, 1, 1],
      [3, 3, 1],
      [5, 5, 1],
      [7, 9, 2],
    ]);
    expect(summary.bySize[3]).toMatchObject({ p50: 30, p95: 48 });
  });

  it('uses inputs from everywhere when there are too many', () => {
    expect(spread([0, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([0, 2, 4, 6]);
    expect(spread([0, 1], 4)).toEqual([0, 1]);
  });
});

describe('a benchmark', () => {
  let folder: string;
  const candidate = {
    detector: path.join(SQUARE_MODELS, 'detector', 'squares'),
    recognizer: path.join(SQUARE_MODELS, 'recognizer', 'squares'),
    aligner: path.join(SQUARE_MODELS, 'aligner', 'squares'),
    converter: path.join(SQUARE_MODELS, 'converter', 'rules-1'),
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
    for (let n = 0; n < 4; n++) {
      await writeFile(path.join(folder, `${n}.png`), await frameOfSquares([{ x: 38 + 60 * n, y: 78 }]));
    }
    await writeFile(path.join(folder, 'broken.png'), 'no image');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('measures images alone and in batches, and names those that it could not measure', async () => {
    const result = await benchmark.run({ inputs: [folder], candidate });
    expect(result).toMatchObject({ formulas: 4, candidates: { detector: 'squares@1' } });
    expect(result.skipped).toMatchObject([
      { input: path.join(folder, 'broken.png'), code: 'unsupported_file' },
    ]);
    expect(result.steps.map(({ step }) => step)).toEqual([
      'frame',
      'detector',
      'recognizer',
      'aligner',
      'converter',
    ]);
    const parts = result.steps.reduce((sum, { mean }) => sum + mean, 0);
    expect(parts).toBeGreaterThan(0);
    expect(parts).toBeLessThanOrEqual(result.latencyMs.mean * 1.001);
    expect(result.onnxShare).toBeGreaterThan(0);
    expect(result.onnxShare).toBeLessThan(1);
    const { single, queued, batched, gain, peakRssBytes } = result.throughput;
    // Four formulas are one turn: the gains are the ratios of the rates themselves.
    expect(gain.queued).toBeCloseTo(queued / single, 9);
    expect(gain.batched).toBeCloseTo(batched / single, 9);
    expect(peakRssBytes.single).toBeGreaterThan(10e6);
    expect(peakRssBytes.batched).toBeGreaterThan(peakRssBytes.single);
    expect(benchmark.table(result)).toContain('4 formulas');
  }, 60_000);

  it('says so when there is nothing to measure, or no such benchmark', async () => {
    await expect(benchmark.run({ inputs: [], candidate })).rejects.toMatchObject({ code: 'not_found' });
    const broken = [path.join(folder, 'broken.png')];
    await expect(benchmark.run({ inputs: broken, candidate })).rejects.toMatchObject({
      code: 'inference_failed',
      message: expect.stringContaining('not an image'),
    });
    await expect(loadBenchmark('nothing')).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('predict'),
    });
    expect((await loadBenchmark('predict')).table).toBe(benchmark.table);
  });
});
