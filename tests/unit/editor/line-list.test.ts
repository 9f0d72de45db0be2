import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listItems, symbolRowNear, symbolsBetween } from '@/components/editor/lines/items';
import { rowOffsets, rowsInSight } from '@/components/editor/lines/row-window';
import { orderedLines } from '@/lib/domain/ordering';
import { dropManyInList, hangUnder } from '@/lib/editor/changes/places';
import { annotationFromPrediction } from '@/lib/domain/annotation/prediction';
import { LINE, lid, prediction, sid, squareAnnotation } from './support/formulas';

const ROW = annotationFromPrediction(
  prediction(
    Object.fromEntries(
      ['a', 'b', 'x', 'y', '1'].map((name, index, all) => [
        name,
        {
          class: name,
          box: [20 + 40 * index, 80, 30, 30] as const,
          ...(index > 0 && { parent: all[index - 1]!, relation: 'Right' as const }),
        },
      ]),
    ),
    'abxy1',
  ),
);
const order = (annotation: typeof ROW) =>
  orderedLines(annotation)
    .flatMap(({ entries }) => entries.map(({ symbol }) => symbol))
    .join(' ');

describe('the rows of the list', () => {
  it('are the heads of the lines, the symbols as they are read, and at the end what has no place', () => {
    const square = squareAnnotation();
    const two = { ...square.symbols[sid('two')]!, place: null };
    const items = listItems({ ...square, symbols: { ...square.symbols, [two.id]: two } });
    expect(items.map((item) => (item.kind === 'symbol' ? `${item.key} ${item.number}` : item.kind))).toEqual([
      'line',
      'x 1',
      'plus 2',
      'one 3',
      'unplaced',
      'two null',
    ]);
  });

  it('are selected from one to another, in either direction, the last one pressed at the end', () => {
    const items = listItems(ROW);
    expect(symbolsBetween(items, sid('b'), sid('y'))).toEqual(['b', 'x', 'y']);
    expect(symbolsBetween(items, sid('y'), sid('b'))).toEqual(['y', 'x', 'b']);
    expect(symbolsBetween(items, sid('gone'), sid('b'))).toEqual(['b']);
  });
});

describe('the row that the keyboard is on', () => {
  const square = squareAnnotation();
  const twoLines = {
    ...square,
    lines: { ...square.lines, [lid('line-2')]: { id: lid('line-2'), index: 1 } },
    symbols: {
      ...square.symbols,
      [sid('one')]: {
        ...square.symbols[sid('one')]!,
        place: { line: lid('line-2'), parent: null, relation: null },
      },
    },
  };
  const near = (at: number) => {
    const items = listItems(twoLines);
    return items[symbolRowNear(items, at)]?.key;
  };

  it('is, once its symbol is deleted, the one that took its place; heads of lines are passed over', () => {
    expect(listItems(twoLines).map(({ key }) => key)).toEqual([
      ...['line line-1', 'x', 'two', 'plus'],
      ...['line line-2', 'one'],
    ]);
    expect([near(0), near(2), near(4)]).toEqual(['x', 'two', 'one']);
  });

  it('is the last one where nothing came after it, and none where there is nothing', () => {
    expect(near(9)).toBe('one');
    expect(symbolRowNear(listItems({ ...square, symbols: {} }), 1)).toBe(-1);
  });
});

describe('several rows dragged at once', () => {
  it('stand where they were dropped, in their order', () => {
    const drop = (ids: string[], row: number) => order(dropManyInList(ROW, ids.map(sid), LINE, row));
    expect(drop(['a', 'x'], 4)).toBe('b y a x 1');
    expect(drop(['y', '1'], 0)).toBe('y 1 a b x');
    expect(drop(['a', 'b'], 5)).toBe('x y 1 a b');
    expect(drop(['b', 'x'], 2)).toBe('a b x y 1');
  });

  it('hang on the symbol that they were dropped on, one behind the other', () => {
    const hung = hangUnder(ROW, ['y', '1'].map(sid), sid('a'), 'Sup');
    expect(hung.symbols[sid('y')]?.place).toMatchObject({ parent: 'a', relation: 'Sup' });
    expect(hung.symbols[sid('1')]?.place).toMatchObject({ parent: 'y', relation: 'Right' });
    expect(hung.symbols[sid('b')]?.place).toMatchObject({ parent: 'a', relation: 'Right' });
  });
});

describe('the window of a long list', () => {
  it('draws every row that is in sight, and not many more', () => {
    const heights = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(heights, fc.nat(4000), fc.integer({ min: 1, max: 600 }), (rows, top, height) => {
        const offsets = rowOffsets(rows.length, (row) => rows[row] ?? 0);
        const { from, to } = rowsInSight(offsets, top, height, 3);
        rows.forEach((size, row) => {
          const seen = offsets[row]! < top + height && offsets[row]! + size > top;
          if (seen) expect(row >= from && row < to).toBe(true);
          const far = offsets[row]! + size + 4 * 40 < top || offsets[row]! > top + height + 4 * 40;
          // Scrolled past its end a list still draws its last rows.
          if (far && top < offsets[rows.length]!) expect(row < from || row >= to).toBe(true);
        });
      }),
    );
  });

  it('draws nothing of an empty list', () => {
    expect(
      rowsInSight(
        rowOffsets(0, () => 26),
        0,
        500,
        8,
      ),
    ).toEqual({ from: 0, to: 0 });
  });
});
