import { describe, expect, it } from 'vitest';
import type { Tensors } from '@/models/stages/tensor';
import { fidelity } from '@/models/variants/fidelity';

const saying = (...values: number[]) => {
  const data = Float32Array.from(values);
  return () => Promise.resolve<Tensors>({ y: { data, dims: [data.length] } });
};

describe('how close two models are', () => {
  it('is the ratio of what is said to what differs, in decibels', async () => {
    expect((await fidelity(saying(3, 4), saying(3, 3.5), [{}])).y).toBeCloseTo(10 * Math.log10(25 / 0.25), 5);
    expect((await fidelity(saying(3, 4), saying(3, 4), [{}])).y).toBe(Infinity);
  });

  it('does not count masks as something said', async () => {
    const masked = await fidelity(saying(3, 4, -1e4), saying(3, 3.5, -1e4), [{}]);
    expect(masked.y).toBeCloseTo(20, 5);
  });
});
