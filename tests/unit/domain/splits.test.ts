import { describe, expect, it } from 'vitest';
import {
  assignSplits,
  holdLatexOverlap,
  latexOverlap,
  type Split,
  type SplitItem,
} from '@/lib/domain/splits';

const item = (id: string, more: Partial<SplitItem> = {}): SplitItem => ({
  id,
  writer: null,
  document: null,
  fingerprint: null,
  fixed: null,
  ...more,
});
const RATIOS = { train: 0.8, val: 0.1, test: 0.1 };

function counts(result: ReturnType<typeof assignSplits>) {
  const found: Record<string, number> = {};
  for (const { split } of result.values()) found[split] = (found[split] ?? 0) + 1;
  return found;
}

describe('splits', () => {
  it('come out in the shares asked for', () => {
    const items = Array.from({ length: 1000 }, (_, index) => item(`f${index}`));
    expect(counts(assignSplits(items, RATIOS, 7))).toEqual({ train: 800, val: 100, test: 100 });
  });

  it('come out near the shares even with writers of very different diligence', () => {
    const items = Array.from({ length: 1000 }, (_, index) =>
      item(`f${index}`, { writer: `w${Math.floor(Math.sqrt(index))}` }),
    );
    const found = counts(assignSplits(items, RATIOS, 7));
    expect(found.train).toBeGreaterThan(760);
    expect(found.train).toBeLessThan(840);
    expect(found.val).toBeGreaterThan(60);
    expect(found.test).toBeGreaterThan(60);
  });

  it('depend on the seed', () => {
    const items = Array.from({ length: 50 }, (_, index) => item(`f${index}`));
    expect([...assignSplits(items, RATIOS, 1)]).not.toEqual([...assignSplits(items, RATIOS, 2)]);
  });

  it('that somebody asked for are given, to kin as well', () => {
    const result = assignSplits(
      [item('a', { fixed: 'test', writer: 'w' }), item('b', { writer: 'w' }), item('c')],
      RATIOS,
    );
    expect([result.get('a')?.split, result.get('b')?.split]).toEqual(['test', 'test']);
  });

  it('hold a new item that is linked to two, and move neither', () => {
    const earlier = new Map<string, Split>([
      ['a', 'train'],
      ['b', 'test'],
    ]);
    const items = [
      item('a', { writer: 'w' }),
      item('b', { document: 'd' }),
      item('new', { writer: 'w', document: 'd' }),
    ];
    const result = assignSplits(items, RATIOS, 0, earlier);
    expect(Object.fromEntries(result)).toEqual({
      a: { split: 'train', reason: null },
      b: { split: 'test', reason: null },
      new: { split: 'held', reason: 'linked_to_two_splits' },
    });
  });

  it('leave a split without a share empty', () => {
    const items = Array.from({ length: 30 }, (_, index) => item(`f${index}`));
    expect(counts(assignSplits(items, { train: 1, val: 0, test: 0 }))).toEqual({ train: 30 });
    expect(() => assignSplits(items, { train: 0, val: 0, test: 0 })).toThrow(/at least one split/u);
  });

  it('show formulas that two hands wrote in two splits, and hold them by the strict policy', () => {
    const given = new Map([
      ['a', { split: 'train', reason: null } as const],
      ['b', { split: 'test', reason: null } as const],
      ['c', { split: 'train', reason: null } as const],
    ]);
    const latexOf = (id: string) => ({ a: 'x', b: 'x', c: 'y' })[id] ?? null;
    expect(latexOverlap(given, latexOf)).toEqual(['a']);
    expect(holdLatexOverlap(given, latexOf).get('a')).toEqual({ split: 'held', reason: 'same_latex' });
  });
});
