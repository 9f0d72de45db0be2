import { describe, expect, it } from 'vitest';
import { ModelSession } from '@/models/runtime/session';
import { detector } from '@/models/stages/detector/stage';
import type { StageManifest } from '@/models/stages/stage';
import type { Tensors } from '@/models/stages/tensor';
import { seededUniform } from '@/lib/domain/random';
import { fidelity } from '@/models/variants/fidelity';
import { Network } from '@/models/variants/network';
import { decodeModel, encodeModel } from '@/models/variants/onnx';
import { gridOf, planOf, quantise, quantiseWeights, storeMatrices, watch } from '@/models/variants/quantise';
import { bestRange, findRanges } from '@/models/variants/ranges';
import { smallDetector, smallMatrices } from './small-network';

const run = async (manifest: StageManifest, model: Uint8Array) => {
  const session = await ModelSession.open(manifest, model, 1);
  return (feeds: Tensors) => session.run(feeds);
};

/** Dark bars on light paper, as many as asked for. */
function images(count: number): Tensors[] {
  const next = seededUniform('bars');
  return Array.from({ length: count }, () => {
    const data = new Float32Array(64 * 128);
    for (let bar = 0; bar < 6; bar++) {
      const [left, top, ink] = [Math.floor(next() * 110), Math.floor(next() * 50), 0.4 + 0.6 * next()];
      for (let y = top; y < top + 12; y++) for (let x = left; x < left + 5; x++) data[y * 128 + x] = ink;
    }
    return { image: { data, dims: [1, 1, 64, 128] } };
  });
}

async function toInt8(bytes: Uint8Array, inputs: readonly Tensors[]): Promise<Uint8Array> {
  const plan = planOf(new Network(decodeModel(bytes).graph));
  const watched = decodeModel(bytes);
  watch(watched, plan);
  const observe = await run(detector.manifest, encodeModel(watched));
  const ranges = await findRanges(plan.tensors, inputs, async (feeds) => ({
    ...feeds,
    ...(await observe(feeds)),
  }));
  const model = decodeModel(bytes);
  quantise(model, planOf(new Network(model.graph)), ranges);
  return encodeModel(model);
}

describe('steps', () => {
  it('of a tensor cover its range and hold 0 exactly', () => {
    expect(gridOf({ low: 0, high: 2.55 })).toEqual({ scale: expect.closeTo(0.01) as number, zero: 0 });
    // 255 steps from -1 to 3 are 4/255 each; 0 lies 63.75 of them above the lowest.
    expect(gridOf({ low: -1, high: 3 })).toEqual({ scale: expect.closeTo(4 / 255) as number, zero: 64 });
    expect(gridOf({ low: -5, high: 0 }).zero).toBe(255);
    expect(gridOf({ low: 0, high: 0 }).scale).toBeGreaterThan(0);
  });

  it('of weights are each channel’s own, along either axis', () => {
    const weights = Float32Array.of(1, -2, 0.5, 10, 0, 5);
    // Rows: the largest of (1, -2, 0.5) is 2 and of (10, 0, 5) is 10; with 4 steps that is .5 and 2.5 each.
    expect(quantiseWeights(weights, { sizes: [2, 3], axis: 0, most: 4 })).toEqual({
      scales: Float32Array.of(0.5, 2.5),
      values: Int8Array.of(2, -4, 1, 4, 0, 2),
    });
    // Columns (1, 10), (-2, 0), (.5, 5): steps of 2.5, .5, 1.25.
    expect(quantiseWeights(weights, { sizes: [2, 3], axis: 1, most: 4 })).toEqual({
      scales: Float32Array.of(2.5, 0.5, 1.25),
      values: Int8Array.of(0, -4, 0, 4, 0, 4),
    });
  });

  it('never miss a weight by more than half a step', () => {
    const next = seededUniform('weights');
    for (let round = 0; round < 50; round++) {
      const weights = Float32Array.from({ length: 60 }, () => (next() - 0.5) * 10 ** (next() * 6 - 3));
      const { scales, values } = quantiseWeights(weights, { sizes: [5, 12], most: 63 });
      weights.forEach((weight, index) => {
        const scale = scales[Math.trunc(index / 12)]!;
        expect(Math.abs(values[index]! * scale - weight)).toBeLessThanOrEqual(scale * 0.5001);
      });
    }
  });

  it('are not made coarse for a single value far out', () => {
    const counts = new Float64Array(2048);
    // A million values close to 0, one at the end. The error of a range 0..h is 10⁶·(h/255)²/12 + (100 − h)², which is
    // least where h·10⁶/(255²·12) = 100 − h, at h = 43.8.
    counts.fill(10_000, 0, 100);
    counts[2047] = 1;
    const { high } = bestRange(counts, { low: 0, high: 100 });
    expect(high).toBeGreaterThan(42.5);
    expect(high).toBeLessThan(45);
    counts.fill(1000);
    expect(bestRange(counts, { low: 0, high: 100 })).toEqual({ low: 0, high: 100 });
  });
});

describe('a network in 8 bits', () => {
  it.each([false, true])(
    'answers what it answered before, but for the noise of its steps (bias computed: %s)',
    async (computed) => {
      const original = smallDetector(computed);
      const int8 = await toInt8(original, images(12));
      const decibels = await fidelity(
        await run(detector.manifest, original),
        await run(detector.manifest, int8),
        images(24).slice(12),
      );
      expect(decibels.heat).toBeGreaterThan(30);
      expect(decibels.ltrb).toBeGreaterThan(25);
      expect(decibels.heat).toBeLessThan(Infinity);
    },
  );

  it('keeps the layers in floats that make the answer, and no float weights of the others', async () => {
    const { graph } = decodeModel(await toInt8(smallDetector(), images(4)));
    const floatWeights = graph.initializer.filter(
      ({ name, dataType }) => /\.w$/u.test(name) && dataType === 1,
    );
    expect(floatWeights.map(({ name }) => name).sort()).toEqual(['heat.w', 'reach.w']);
    // Resizing makes no new values: one grid in front of it and behind it.
    const scaleOf = (name: string) =>
      graph.initializer.find((tensor) => tensor.name === `${name}.scale`)?.rawData;
    expect(scaleOf('up.out')).toEqual(scaleOf('down.relu'));
  });

  it('is far off with ranges of another network: the comparison notices', async () => {
    const original = smallDetector();
    const model = decodeModel(original);
    const plan = planOf(new Network(model.graph));
    quantise(model, plan, new Map(plan.tensors.map((name) => [name, { low: 0, high: 0.01 }])));
    const decibels = await fidelity(
      await run(detector.manifest, original),
      await run(detector.manifest, encodeModel(model)),
      images(3),
    );
    expect(decibels.ltrb).toBeLessThan(10);
  });
});

describe('matrices stored in 8 bits', () => {
  it('multiply as before, whichever way they lie, in a quarter of the size', async () => {
    const manifest = { ...detector.manifest, inputs: { x: [] }, outputs: { y: [] } };
    const original = smallMatrices();
    const model = decodeModel(original);
    storeMatrices(model);
    const stored = encodeModel(model);
    const next = seededUniform('rows');
    const x = { data: Float32Array.from({ length: 3 * 64 }, () => next() - 0.5), dims: [3, 64] };
    const decibels = await fidelity(await run(manifest, original), await run(manifest, stored), [{ x }]);
    expect(decibels.y).toBeGreaterThan(35);
    expect(stored.length).toBeLessThan(original.length * 0.35);
  });
});
