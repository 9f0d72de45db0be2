import { describe, expect, it } from 'vitest';
import { readQuery } from '@/app/(workspace)/(desk)/p/[project]/compare/query';
import { valuesOfCell } from '@/components/compare/cell-head';
import { confusionGrid } from '@/components/compare/confusion-grid';
import { compareHref, MOST_COMPARED, whyNot } from '@/components/compare/selection';
import { sorted } from '@/components/compare/sorting';
import { inStepOrder } from '@/components/compare/step-name';
import type { EvaluationRow } from '@/lib/domain/evaluations';
import { cellKey } from '@/lib/domain/quotas';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function row(n: number, more: Partial<EvaluationRow> = {}): EvaluationRow {
  return {
    ...{ id: id(n), project: 'sample', snapshot: { id: id(100), name: 'one' }, split: 'test' },
    ...{
      status: 'done',
      error: null,
      reason: null,
      progress: { total: 1, scored: 1, unscored: 0 },
      candidates: [],
    },
    ...{ leaks: [], createdAt: '2026-01-01T00:00:00.000Z', by: 'Ada', startedAt: null, finishedAt: null },
    ...{ headline: null, ...more },
  };
}

describe('what may be chosen for a comparison', () => {
  it('is what is done, on the same split of the same snapshot', () => {
    expect(whyNot(row(1), [])).toBeNull();
    expect(whyNot(row(1, { status: 'running' }), [])).toBe('notDone');
    expect(whyNot(row(1, { split: 'val' }), [row(2)])).toBe('otherFormulas');
    expect(whyNot(row(1, { snapshot: { id: id(101), name: 'two' } }), [row(2)])).toBe('otherFormulas');
    expect(whyNot(row(1), [row(2)])).toBeNull();
  });
  it('ends when no more fit, but what is chosen can be left out again', () => {
    const full = Array.from({ length: MOST_COMPARED }, (_, n) => row(n));
    expect(whyNot(row(99), full)).toBe('tooMany');
    expect(whyNot(row(0), full)).toBeNull();
  });
});

describe('the address of a comparison', () => {
  it('says who is A and who is held against it, and is read back', () => {
    const query = new URL(compareHref('sample', [id(1), id(2), id(3)]), 'http://localhost').searchParams;
    const read = readQuery({ a: query.get('a') ?? '', b: query.getAll('b') });
    expect(read).toMatchObject({ a: id(1), others: [id(2), id(3)], b: id(2) });
  });
  it('chooses B among the others, never someone else', () => {
    expect(readQuery({ a: id(1), b: [id(2), id(3)], with: id(3) })?.b).toBe(id(3));
    expect(readQuery({ a: id(1), b: [id(2)], with: id(9) })?.b).toBe(id(2));
  });
  it('shows what A alone needs no correction for, unless it asks for something else that exists', () => {
    expect(readQuery({ a: id(1), b: id(2) })?.view).toEqual({ outcome: 'zeroTouch', who: 'a' });
    expect(readQuery({ a: id(1), b: id(2), stage: 'detector', who: 'neither' })?.view).toEqual({
      outcome: 'detector',
      who: 'neither',
    });
    expect(readQuery({ a: id(1), b: id(2), stage: 'x', who: 'y' })?.view).toEqual({
      outcome: 'zeroTouch',
      who: 'a',
    });
  });
  it('that names no two evaluations is none', () => {
    expect(readQuery({})).toBeNull();
    expect(readQuery({ a: id(1) })).toBeNull();
    expect(readQuery({ a: 'x', b: id(2) })).toBeNull();
  });
});

describe('sorting a table', () => {
  it('puts what has no value last, whichever way', () => {
    const rows = [{ n: 2 }, { n: null }, { n: 1 }, { n: 3 }];
    const by = ({ n }: { n: number | null }) => n;
    expect(sorted(rows, by, 'ascending').map(by)).toEqual([1, 2, 3, null]);
    expect(sorted(rows, by, 'descending').map(by)).toEqual([3, 2, 1, null]);
  });
  it('keeps the order of equals', () => {
    const rows = ['b', 'a', 'c'];
    expect(sorted(rows, () => 0, 'descending')).toEqual(rows);
  });
});

describe('the grid of confusions', () => {
  const cells = [
    { gold: 'x', said: 'x', a: 50, b: 50 },
    { gold: 'x', said: '-', a: 0, b: 9 },
    { gold: 'y', said: '-', a: 1, b: 4 },
    { gold: 'p', said: 'q', a: 1, b: 0 },
    { gold: null, said: 'y', a: 2, b: 0 },
  ];
  it('holds the classes that are confused most, most first, and leaves the diagonal out', () => {
    const grid = confusionGrid(cells, 3);
    expect(grid.classes).toEqual(['-', 'x', 'y']);
    expect(grid.cells).toEqual([
      [null, { a: 0, b: 0 }, { a: 0, b: 0 }],
      [{ a: 0, b: 9 }, null, { a: 0, b: 0 }],
      [{ a: 1, b: 4 }, { a: 0, b: 0 }, null],
    ]);
    expect([grid.most, grid.mostDifference]).toEqual([9, 9]);
  });
  it('has a row for symbols that are not there', () => {
    const grid = confusionGrid(cells, 10);
    const none = grid.classes.indexOf(null);
    expect(grid.cells[none]?.[grid.classes.indexOf('y')]).toEqual({ a: 2, b: 0 });
  });
  it('is empty when nothing is confused', () => {
    expect(confusionGrid(cells.slice(0, 1), 5)).toMatchObject({ classes: [], most: 0 });
  });
});

it('steps stand in the order in which they happen, what is unknown last', () => {
  const steps = ['onnx', 'aligner', 'other', 'total', 'detector'].map((step) => ({ step }));
  expect(inStepOrder(steps).map(({ step }) => step)).toEqual([
    'total',
    'detector',
    'aligner',
    'onnx',
    'other',
  ]);
});

it('the key of a cell is read back into its values', () => {
  const values = { level: 'algebra', script: 'handwritten' };
  expect(valuesOfCell(cellKey(values))).toEqual(values);
  expect(valuesOfCell('')).toEqual({});
});
