import { describe, expect, it } from 'vitest';
import { cellOfParameter, cellParameter } from '@/components/formulas/cell-address';
import { finishingDay } from '@/components/home/finishing-day';
import { arrange, sum, type QuotaCell } from '@/components/quotas/matrix';
import { axesOf, draftOf, keyFor, newAxis, newValue } from '@/components/settings/axes-draft';
import { cellKey, noCounts, type Axis, type CategoryValues } from '@/lib/domain/quotas';

const axis = (key: string, ...values: string[]): Axis => ({
  key,
  name: key.toUpperCase(),
  values: values.map((value) => ({ key: value, name: value.toUpperCase() })),
});
const cell = (values: CategoryValues, target: number, approved: number): QuotaCell => ({
  key: cellKey(values),
  values,
  target,
  counts: { ...noCounts(), approved },
});

describe('the matrix of quotas', () => {
  const axes = [axis('level', 'school', 'college'), axis('script', 'hand', 'print')];
  const cells = [
    cell({ level: 'school', script: 'hand' }, 20, 3),
    cell({ level: 'college', script: 'print' }, 5, 7),
    cell({ level: 'school' }, 0, 2),
    cell({}, 0, 0),
  ];
  const { matrix, others } = arrange(axes, cells);

  it('has a row for each value of the first axis, a column for each of the last, and every cell once', () => {
    expect(matrix?.columns.map(({ key }) => key)).toEqual(['hand', 'print']);
    expect(matrix?.rows.map(({ values }) => values)).toEqual([{ level: 'school' }, { level: 'college' }]);
    expect(matrix?.rows.map((row) => row.cells.map(({ target }) => target))).toEqual([
      [20, 0],
      [0, 5],
    ]);
  });

  it('sums rows and all', () => {
    expect(matrix?.rows.map(({ total }) => [total.target, total.counts.approved])).toEqual([
      [20, 3],
      [5, 7],
    ]);
    expect([matrix?.total.target, matrix?.total.counts.approved]).toEqual([25, 10]);
  });

  it('keeps apart what does not fit the axes, unless it holds nothing', () => {
    expect(others.map(({ key }) => key)).toEqual(['level=school']);
  });

  it('has rows for the combinations of all axes but the last when there are three', () => {
    const three = arrange([...axes, axis('paper', 'white', 'squared')], []);
    expect(three.matrix?.rows.map(({ key }) => key)).toEqual([
      'level=school;script=hand',
      'level=school;script=print',
      'level=college;script=hand',
      'level=college;script=print',
    ]);
    expect(three.matrix?.columns).toHaveLength(2);
  });

  it('is a single row with one axis, and no matrix without any', () => {
    expect(arrange([axis('script', 'hand', 'print')], []).matrix?.rows).toHaveLength(1);
    expect(arrange([], cells)).toEqual({ matrix: null, others: cells });
    expect(sum([], {}).counts).toEqual(noCounts());
  });
});

describe('the finishing day', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  it('is as many days away as the pace of the last week says', () => {
    expect(finishingDay(30, 21, now)?.toISOString()).toBe('2026-12-02T12:00:00.000Z');
  });
  it('is not said when nothing is missing or nothing moves', () => {
    expect(finishingDay(0, 21, now)).toBeNull();
    expect(finishingDay(30, 0, now)).toBeNull();
  });
});

describe('a cell in an address', () => {
  it('is its key, also when that is empty', () => {
    for (const key of ['', 'level=school', 'a=b;c=d']) expect(cellOfParameter(cellParameter(key))).toBe(key);
    expect(cellOfParameter('')).toBeNull();
  });
});

describe('axes as they are written', () => {
  it('come back as they were when nothing is changed', () => {
    const axes = [axis('level', 'school', 'college'), axis('script')];
    expect(axesOf(draftOf(axes))).toEqual(axes);
  });

  it('get a key from their name, in any script, and lose the rows that nobody named', () => {
    const written = {
      ...newAxis(),
      name: ' 필기 방식 ',
      values: [{ ...newValue(), name: 'By; hand = ink' }, newValue()],
    };
    expect(axesOf([written, newAxis()])).toEqual([
      { key: '필기-방식', name: '필기 방식', values: [{ key: 'by-hand-ink', name: 'By; hand = ink' }] },
    ]);
    expect(keyFor('=;,')).toBe('');
  });
});
