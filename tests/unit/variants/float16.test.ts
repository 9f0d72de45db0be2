import { describe, expect, it } from 'vitest';
import { HALF_MAX, halveWeights, toHalf } from '@/models/variants/float16';
import { decodeModel, ELEMENT, encodeModel } from '@/models/variants/onnx';
import { shippedModel } from './shipped';

/** What 16 bits of binary16 say, by the definition of IEEE 754. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 0) return sign * fraction * 2 ** -14;
  return exponent === 31 ? (fraction ? NaN : sign * Infinity) : sign * (1 + fraction) * 2 ** (exponent - 15);
}

describe('half precision', () => {
  it('gives back every half that there is', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = fromHalf(bits);
      if (Number.isFinite(value)) expect(toHalf(value)).toBe(bits);
    }
  });

  it('rounds what lies between two halves to the nearer one, and to the even one from the middle', () => {
    for (let bits = 0; bits < 0x7bff; bits += 7) {
      const [low, high] = [fromHalf(bits), fromHalf(bits + 1)];
      const quarter = (high - low) / 4;
      expect(toHalf(low + quarter)).toBe(bits);
      expect(toHalf(high - quarter)).toBe(bits + 1);
      expect(toHalf((low + high) / 2)).toBe(bits % 2 === 0 ? bits : bits + 1);
      expect(toHalf(-(low + high) / 2) & 0x7fff).toBe(toHalf((low + high) / 2));
    }
  });

  it.each([
    [HALF_MAX * 2, 0x7bff],
    [-Infinity, 0xfbff],
    [2 ** -25, 0],
    [2 ** -25 * 1.001, 1],
    [1e-12, 0],
  ])('keeps %f a finite number', (value, bits) => expect(toHalf(value)).toBe(bits));
});

describe('weights in half precision', () => {
  it('are half the file, and stand for the same tensors', async () => {
    const bytes = await shippedModel('recognizer');
    const model = decodeModel(bytes);
    const before = new Map(model.graph.initializer.map((tensor) => [tensor.name, tensor]));
    halveWeights(model);
    for (const { opType, input, output } of model.graph.node.filter(({ name }) =>
      name.endsWith('.float16/Cast'),
    )) {
      expect(opType).toBe('Cast');
      const stored = model.graph.initializer.find(({ name }) => name === input[0]);
      expect(stored).toMatchObject({ dataType: ELEMENT.float16 });
      expect(stored!.dims.map(Number)).toEqual(before.get(output[0]!)!.dims.map(Number));
      expect(stored!.rawData.length * 2).toBe(before.get(output[0]!)!.rawData.length);
    }
    expect(encodeModel(model).length).toBeLessThan(bytes.length);
  });
});
