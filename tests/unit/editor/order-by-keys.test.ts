import { describe, expect, it } from 'vitest';
import { TestEditor } from './support/driver';
import { prediction } from './support/formulas';

/** x^2 + 1 with the 2 wrongly under the 1. */
const WRONG = prediction(
  {
    x: { class: 'x', box: [40, 80, 40, 40] },
    two: { class: '2', box: [84, 60, 18, 24], parent: 'one', relation: 'Sub', sure: 0.4 },
    plus: { class: '+', box: [120, 84, 34, 34], parent: 'x', relation: 'Right' },
    one: { class: '1', box: [180, 76, 12, 46], parent: 'plus', relation: 'Right' },
  },
  'x + 1 _ { 2 }',
);

describe('one wrong parent', () => {
  it('is put right by at most four keys, the way to the symbol counted: Tab, P, Enter', () => {
    const test = new TestEditor(WRONG).press('O', 'Tab', 'P', 'Enter');
    expect(test.symbol('two').place).toMatchObject({ parent: 'x', relation: 'Sup' });
    expect(test.symbol('two').pins.place).toBe(true);
    expect(test.latex).toBe('x ^ { 2 } + 1');
    expect(test.state).toMatchObject({ tool: 'select', gesture: null, selection: ['two'] });
    expect(test.committed.map(({ action }) => action)).toEqual(['symbol.place']);
  });

  it('is put right by its number: the number of the parent, Enter, and a digit for another relation', () => {
    const test = new TestEditor(WRONG).press('O', 'Tab', 'P', '2', 'Enter');
    expect(test.symbol('two').place).toMatchObject({ parent: 'plus' });
    test.press('2');
    expect(test.symbol('two').place).toMatchObject({ parent: 'plus', relation: 'Sub' });
  });

  it('is put right by walking to the parent with the arrows', () => {
    const test = new TestEditor(WRONG).press('O').select('two').press('P');
    expect(test.state.gesture?.parent).toMatchObject({ parent: 'x', relation: 'Sup' });
    test.press('ArrowRight');
    expect(test.state.gesture?.parent).toMatchObject({ parent: 'plus' });
    test.press('ArrowRight', 'ArrowLeft', 'ArrowLeft', 'Enter');
    expect(test.symbol('two').place).toMatchObject({ parent: 'x', relation: 'Sup' });
  });

  it('is put right by a click on the parent, hovering shows what would be', () => {
    const test = new TestEditor(WRONG).press('O').select('two').press('P').move(60, 100);
    expect(test.state.gesture?.parent).toMatchObject({ child: 'two', parent: 'x', relation: 'Sup' });
    test.clickSymbol('x');
    expect(test.symbol('two').place).toMatchObject({ parent: 'x', relation: 'Sup' });
    expect(test.state.selection).toEqual(['two']);
  });

  it('stays as it is after one Escape, and after a click on nothing', () => {
    const test = new TestEditor(WRONG).press('O').select('two').press('P', 'ArrowRight', 'Escape');
    expect(test.state).toMatchObject({ tool: 'select', gesture: null, selection: ['two'] });
    test.press('P').click(390, 10);
    expect(test.state).toMatchObject({ tool: 'select', gesture: null });
    expect(test.committed).toEqual([]);
  });

  it('cannot be deleted while its parent is chosen: who chooses looks at another symbol', () => {
    const test = new TestEditor(WRONG).press('O').select('two').press('P');
    for (const name of ['Delete', 'Backspace']) test.taken(name);
    expect([test.committed, test.state.tool]).toEqual([[], 'parent']);
  });

  it('is chosen no longer when an undo, or somebody else, has changed what it is chosen from', () => {
    const test = new TestEditor(WRONG).press('O').select('two').press('1', 'P', 'Mod+Z');
    expect(test.state).toMatchObject({ tool: 'select', gesture: null });
    test.press('P');
    test.editor.receive({ ...test.state.annotation });
    expect(test.state).toMatchObject({ tool: 'select', gesture: null });
    // The pen for a path is still in hand: it has nothing to lose.
    test.press('W', 'Mod+Shift+Z');
    expect(test.state.tool).toBe('path');
    const cut = new TestEditor(WRONG).select('one').press('ArrowRight', 'Shift+K', 'Mod+Z');
    expect([cut.state.tool, cut.tools.confirms]).toEqual(['select', false]);
  });

  it('can become the start of its line by 0', () => {
    const test = new TestEditor(WRONG).press('O').select('two').press('P', '0', 'Enter');
    expect(test.symbol('two').place).toMatchObject({ parent: null, relation: null });
    expect(test.latex).toBe('2 x + 1');
  });

  it('offers the present relation to the present parent, and a digit that is too large begins anew', () => {
    const test = new TestEditor(WRONG).press('O').select('two').press('P', '3', '3');
    expect(test.state.gesture?.parent).toMatchObject({ parent: 'one', relation: 'Sub', typed: '3' });
    test.press('Backspace');
    expect(test.state.gesture?.parent).toMatchObject({ parent: 'one', typed: '' });
    expect(test.symbol('two')).toBeDefined();
  });
});

describe('a parent on the same row', () => {
  it('is followed by the symbol alone; the rest of the row goes on behind both', () => {
    const test = new TestEditor().press('O').select('one').press('P', '1', 'Enter', '1');
    expect(test.latex).toBe('x ^ { 2 } 1 +');
    const longer = new TestEditor().press('O').select('plus').press('P', '1', 'Enter');
    expect(longer.latex).toBe('x ^ { 2 } + 1');
  });
});

describe('a row that hangs on the wrong symbol', () => {
  it('comes along as a whole when its first symbol is given the right parent', () => {
    const astray = prediction(
      {
        x: { class: 'x', box: [40, 80, 40, 40] },
        two: { class: '2', box: [84, 60, 18, 24], parent: 'x', relation: 'Sup' },
        plus: { class: '+', box: [120, 84, 34, 34], parent: 'two', relation: 'Right' },
        one: { class: '1', box: [180, 76, 12, 46], parent: 'plus', relation: 'Right' },
      },
      'x ^ { 2 + 1 }',
    );
    const test = new TestEditor(astray).press('O').select('plus').press('P', 'Enter');
    expect(test.latex).toBe('x ^ { 2 } + 1');
  });
});

describe('one wrong relation', () => {
  it('is put right by two keys: Tab and a digit', () => {
    const test = new TestEditor(WRONG).press('O', 'Tab', '3');
    expect(test.symbol('two').place).toMatchObject({ parent: 'one', relation: 'Sup' });
  });
});

describe('a reading path', () => {
  it('is drawn through symbols; what it would mean is seen before it is let go; one step of undo', () => {
    const test = new TestEditor(WRONG).press('O', 'W').down(60, 100).move(92, 72);
    expect(test.paths).toEqual(['path.drawing', 'path.drawing']);
    expect(test.state.gesture?.path?.steps).toEqual([
      { symbol: 'x', parent: null, relation: null },
      { symbol: 'two', parent: 'x', relation: 'Sup' },
    ]);
    expect(test.committed).toEqual([]);
    test.up(92, 72);
    expect(test.latex).toBe('x ^ { 2 } + 1');
    expect(test.state).toMatchObject({ tool: 'select', gesture: null, selection: ['two'] });
    test.press('Mod+Z');
    expect(test.latex).toBe('x + 1 _ { 2 }');
    expect(test.state.history.undo).toEqual([]);
  });

  it('re-parents by drawing from the parent to the child', () => {
    const test = new TestEditor(WRONG).press('O', 'W').drag([186, 100], [92, 72]);
    expect(test.symbol('two').place).toMatchObject({ parent: 'one', relation: 'Right' });
  });

  it('never happened after Escape, and the tool stays in hand for another', () => {
    const test = new TestEditor(WRONG).press('O', 'W').down(60, 100).move(92, 72).press('Escape').up(92, 72);
    expect(test.state).toMatchObject({ tool: 'path', gesture: null });
    expect(test.press('Escape').state.tool).toBe('select');
    expect(test.committed).toEqual([]);
  });

  it('is walked by the arrows, back as well, and taken by Enter', () => {
    const test = new TestEditor(WRONG).press('O').select('x').press('W', 'ArrowUp', 'ArrowRight');
    expect(test.state.gesture?.path?.symbols).toEqual(['x', 'two', 'plus']);
    expect(test.press('ArrowLeft').state.gesture?.path?.symbols).toEqual(['x', 'two']);
    test.press('Enter');
    expect(test.latex).toBe('x ^ { 2 } + 1');
    expect(test.state.tool).toBe('select');
  });

  it('goes to a symbol by its number', () => {
    const test = new TestEditor(WRONG).press('O').select('x').press('W', '3', 'Enter', '2', 'Enter');
    expect(test.state.gesture?.path?.symbols).toEqual(['one', 'plus']);
    test.press('Enter');
    expect(test.latex).toBe('x 1 _ { 2 } +');
  });
});

describe('several lines', () => {
  const two = () => new TestEditor().press('O').select('one').press('N');

  it('are moved up and down', () => {
    const test = two().press('Alt+Shift+ArrowUp');
    expect(test.latex).toBe('1 \\\\ x ^ { 2 } +');
    expect(test.press('Alt+Shift+ArrowDown').latex).toBe('x ^ { 2 } + \\\\ 1');
    expect(test.press('Alt+Shift+ArrowDown').latex).toBe('x ^ { 2 } + \\\\ 1');
    expect(test.problems).toEqual([]);
  });

  it('are joined with the one above, the first with none', () => {
    const test = two().press('Shift+N');
    expect(test.latex).toBe('x ^ { 2 } + 1');
    expect(test.press('Shift+N').latex).toBe('x ^ { 2 } + 1');
    expect(test.problems).toEqual([]);
  });
});
