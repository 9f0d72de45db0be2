import { describe, expect, it } from 'vitest';
import { readChoice, writeChoice } from '@/components/debug/address';
import { channels, heatPixels, peaksOf, strongest } from '@/components/debug/heat';
import type { HeatMap } from '@/lib/domain/explanation';

const map = (values: number[], columns: number): HeatMap => ({
  group: 'other',
  columns,
  rows: values.length / columns,
  area: { x: -4, y: 10, width: 8 * columns, height: (8 * values.length) / columns },
  values,
});

describe('a heat map', () => {
  it('has its peaks at the centres of its cells, in image pixels, strongest first', () => {
    // prettier-ignore
    const peaks = peaksOf(map([
      0,   0, 0, 0,
      0, 255, 9, 0,
      0,   0, 0, 51,
    ], 4));
    expect(peaks).toEqual([
      { x: 8, y: 22, value: 1, group: 'other' },
      { x: 24, y: 30, value: 0.2, group: 'other' },
    ]);
  });

  it('gives one peak for a plateau, and none for what is nearly nothing', () => {
    expect(peaksOf(map([200, 200, 0, 25], 4)).map(({ x }) => x)).toEqual([0]);
  });

  it('is laid over others cell by cell', () => {
    expect(strongest([map([1, 5, 0], 3), map([4, 2, 0], 3)])).toEqual([4, 5, 0]);
    expect(strongest([])).toEqual([]);
  });

  it('becomes one colour whose opacity rises with it', () => {
    const [r, g, b] = channels(' #c0392b');
    expect([r, g, b]).toEqual([0xc0, 0x39, 0x2b]);
    expect([...heatPixels([0, 64, 255], [r, g, b])]).toEqual([
      ...[0xc0, 0x39, 0x2b, 0],
      ...[0xc0, 0x39, 0x2b, 128],
      ...[0xc0, 0x39, 0x2b, 255],
    ]);
  });
});

describe('the address of the debugging view', () => {
  it('names two sets of candidates, and comes back as it was', () => {
    const choice = { a: { detector: 'one' }, b: { detector: 'one', converter: 'two' } };
    const address = writeChoice(choice);
    expect(address).toBe('?detector=one&compare=1&b-detector=one&b-converter=two');
    expect(readChoice(Object.fromEntries(new URLSearchParams(address)))).toEqual(choice);
  });

  it('is empty for what is in use alone, and ignores what it does not know', () => {
    expect(writeChoice({ a: {}, b: null })).toBe('');
    expect(readChoice({ aligner: ['a', 'b'], detector: '', other: 'x' })).toEqual({ a: {}, b: null });
  });
});
