import { describe, expect, it, vi } from 'vitest';
import type { Comparison } from '@/lib/domain/comparison';
import { rememberComparison } from '@/lib/server/evaluations/comparison-cache';

const made = (formulas: number) => async () => ({ formulas }) as Comparison;

describe('the comparison of two finished evaluations', () => {
  it('is made once, also when several ask at the same time, and for each pair in its direction', async () => {
    const make = vi.fn(made(1));
    const [one, two] = await Promise.all([
      rememberComparison({ a: 'x', b: 'y' }, make),
      rememberComparison({ a: 'x', b: 'y' }, make),
    ]);
    expect(one).toBe(two);
    expect(make).toHaveBeenCalledOnce();
    expect(await rememberComparison({ a: 'y', b: 'x' }, made(2))).toMatchObject({ formulas: 2 });
  });

  it('that could not be made is tried again', async () => {
    const pair = { a: 'p', b: 'q' };
    await expect(rememberComparison(pair, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await rememberComparison(pair, made(3))).toMatchObject({ formulas: 3 });
  });

  it('makes room for others, the one unused for longest first', async () => {
    const ask = async (name: string) => {
      const make = vi.fn(made(0));
      await rememberComparison({ a: name, b: name }, make);
      return make.mock.calls.length === 1;
    };
    for (const name of ['1', '2', '3', '4', '5', '6', '7', '8']) await ask(name);
    expect(await ask('1')).toBe(false);
    await ask('9');
    expect([await ask('1'), await ask('2')]).toEqual([false, true]);
  });
});
