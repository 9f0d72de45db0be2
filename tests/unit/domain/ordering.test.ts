import { describe, expect, it } from 'vitest';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { latexFromAnnotation } from '@/lib/domain/latex';
import {
  addLine,
  detachSymbol,
  moveInOrder,
  orderedLines,
  removeLine,
  removeSymbol,
  setPlace,
  splitLine,
} from '@/lib/domain/ordering';
import { annotationOf, lineId, rowOf, symbolId } from '@/tests/support/annotation/build';

const order = (annotation: Annotation) =>
  orderedLines(annotation).map(({ entries }) => entries.map(({ symbol }) => symbol).join(' '));
const L = lineId('line0');

/** `x^{2}+y`: x0, 21, +2, y3. */
const power = () => annotationOf(['x', { Sup: ['2'], Right: ['+', { Right: ['y'] }] }]);

describe('the reading order', () => {
  it('reads what hangs on a symbol before what stands right of it', () => {
    const sum = annotationOf([
      '\\sum',
      { Right: ['x', { Sup: ['2'], Sub: ['i'] }], Above: ['n'], Below: rowOf('i', '=', '1') },
    ]);
    expect(order(sum)).toEqual(['\\sum0 n4 i5 =6 17 x1 i3 22']);
  });

  it('says how deep a symbol stands', () => {
    const [line] = orderedLines(
      annotationOf(['x', { Sup: ['y', { Sup: ['z'], Right: ['w'] }], Right: ['+'] }]),
    );
    expect(line?.entries.map(({ symbol, depth }) => `${symbol}:${depth}`)).toEqual([
      'x0:0',
      'y1:1',
      'z2:2',
      'w3:1',
      '+4:0',
    ]);
  });
});

describe('a symbol is given a place', () => {
  it('with all that hangs on it', () => {
    const after = setPlace(power(), symbolId('+2'), { line: L, parent: symbolId('21'), relation: 'Right' });
    expect(latexFromAnnotation(after)).toBe('x ^ { 2 + y }');
  });

  it('alone, and what stood to its right closes the gap', () => {
    const row = annotationOf(rowOf('x', '2', '+', 'y'));
    const after = setPlace(
      row,
      symbolId('21'),
      { line: L, parent: symbolId('x0'), relation: 'Sup' },
      { carry: 'symbol' },
    );
    expect(latexFromAnnotation(after)).toBe('x ^ { 2 } + y');
  });

  it('that is taken, and what stood there goes on to its right', () => {
    const after = setPlace(power(), symbolId('y3'), { line: L, parent: symbolId('x0'), relation: 'Sup' });
    expect(latexFromAnnotation(after)).toBe('x ^ { y 2 } +');
  });

  it('at the start of its line, before the old root', () => {
    const after = setPlace(power(), symbolId('y3'), { line: L, parent: null, relation: null });
    expect(latexFromAnnotation(after)).toBe('y x ^ { 2 } +');
  });

  it('below itself, by letting go of what hung on it', () => {
    const after = setPlace(power(), symbolId('x0'), { line: L, parent: symbolId('y3'), relation: 'Sub' });
    expect(latexFromAnnotation(after)).toBe('2 + y _ { x }');
  });

  it('in the line of its parent, whatever line was named', () => {
    const two = annotationOf(rowOf('a', 'b'), ['c']);
    const after = setPlace(two, symbolId('c2'), {
      line: lineId('line1'),
      parent: symbolId('b1'),
      relation: 'Sup',
    });
    expect(after.symbols[symbolId('c2')]?.place?.line).toBe(L);
  });

  it('that makes no sense: nothing changes', () => {
    const before = power();
    for (const parent of ['nobody', 'x0']) {
      expect(setPlace(before, symbolId('x0'), { line: L, parent: symbolId(parent), relation: 'Sup' })).toBe(
        before,
      );
    }
    expect(setPlace(before, symbolId('x0'), { line: lineId('none'), parent: null, relation: null })).toBe(
      before,
    );
  });
});

describe('a symbol leaves the ordering', () => {
  it('and its scripts go to the symbol before it', () => {
    const row = annotationOf(['x', { Right: ['y', { Sup: ['2'], Right: ['z'] }] }]);
    expect(latexFromAnnotation(detachSymbol(row, symbolId('y1')))).toBe('x ^ { 2 } z');
  });

  it('and its parts close the gap in reading order where they cannot', () => {
    const fraction = annotationOf(['-', { Above: rowOf('a', '+'), Below: ['b'], Right: ['c'] }]);
    expect(latexFromAnnotation(detachSymbol(fraction, symbolId('-0')))).toBe('a + b c');
  });

  it('for good, and leaves a tombstone', () => {
    const after = removeSymbol(power(), symbolId('x0'));
    expect(latexFromAnnotation(after)).toBe('2 + y');
    expect(after.symbols[symbolId('x0')]).toBeUndefined();
    expect(after.tombstones[symbolId('x0')]).toMatchObject({ class: 'x' });
  });
});

describe('a symbol is dragged in the list', () => {
  it('to the front', () => {
    expect(order(moveInOrder(power(), symbolId('y3'), { line: L, index: 0 }))).toEqual(['y3 x0 21 +2']);
  });

  it('into a script, between what is there', () => {
    const before = annotationOf(['x', { Sup: rowOf('a', 'b'), Right: ['y'] }]);
    const after = moveInOrder(before, symbolId('y3'), { line: L, index: 2 });
    expect(latexFromAnnotation(after)).toBe('x ^ { a y b }');
  });

  it('with its scripts, and what stood to its right stays', () => {
    expect(order(moveInOrder(power(), symbolId('x0'), { line: L, index: 2 }))).toEqual(['+2 y3 x0 21']);
  });

  it('into another line', () => {
    const after = moveInOrder(annotationOf(rowOf('a', 'b', 'c'), ['d']), symbolId('b1'), {
      line: lineId('line1'),
      index: 1,
    });
    expect(order(after)).toEqual(['a0 c2', 'd3 b1']);
  });
});

describe('lines', () => {
  it('are added where they are wanted', () => {
    const after = addLine(annotationOf(['a'], ['b']), lineId('new'), 1);
    expect(orderedLines(after).map(({ line }) => line)).toEqual(['line0', 'new', 'line1']);
  });

  it('give their symbols to the line above, the first one to the line below', () => {
    const three = annotationOf(rowOf('a', 'b'), ['c', { Sup: ['2'] }], ['d']);
    expect(order(removeLine(three, lineId('line1')))).toEqual(['a0 b1 c2 23', 'd4']);
    expect(order(removeLine(three, lineId('line0')))).toEqual(['a0 b1 c2 23', 'd4']);
  });

  it('that are the only one leave symbols without a place, and none is lost', () => {
    const after = removeLine(power(), L);
    expect(Object.values(after.symbols).map(({ place }) => place)).toEqual([null, null, null, null]);
  });

  it('split at a symbol', () => {
    const after = splitLine(power(), symbolId('+2'), lineId('new'));
    expect(latexFromAnnotation(after)).toBe('x ^ { 2 } \\\\ + y');
  });
});
