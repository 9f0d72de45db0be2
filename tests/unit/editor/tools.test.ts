import { describe, expect, it } from 'vitest';
import { TestEditor } from './support/driver';
import { IMAGE, prediction } from './support/formulas';

describe('the select tool', () => {
  it('selects what is clicked, adds with Shift, and nothing on empty paper', () => {
    const test = new TestEditor();
    expect(test.clickSymbol('x').state.selection).toEqual(['x']);
    expect(test.clickSymbol('plus', true).state.selection).toEqual(['x', 'plus']);
    expect(test.clickSymbol('x', true).state.selection).toEqual(['plus']);
    expect(test.click(300, 20).state.selection).toEqual([]);
    expect(test.committed).toEqual([]);
  });

  it('moves a box by dragging: one step of undo, pinned, whatever the way', () => {
    const test = new TestEditor();
    test.drag([60, 100], [75, 90]);
    expect(test.paths).toEqual([
      'select.pointing_symbol',
      'select.translating',
      'select.translating',
      'select.idle',
    ]);
    expect(test.symbol('x')).toMatchObject({
      box: { x: 55, y: 70, width: 40, height: 40 },
      pins: { box: true },
    });
    expect(test.committed.map(({ action }) => action)).toEqual(['symbol.move']);
    test.press('Mod+Z');
    expect(test.symbol('x')).toMatchObject({ box: { x: 40, y: 80 }, pins: { box: false } });
    expect(test.state.history.undo).toEqual([]);
  });

  it('moves several together and stops them at the edge of the image', () => {
    const test = new TestEditor().select('x', 'two');
    test.drag([60, 100], [-300, 100]);
    expect([test.symbol('x').box.x, test.symbol('two').box.x]).toEqual([0, 44]);
  });

  it('resizes by a handle from the start of the gesture, never to nothing', () => {
    const test = new TestEditor().select('x');
    test.drag([80, 120], [100, 140]);
    expect(test.paths[0]).toBe('select.resizing');
    expect(test.symbol('x').box).toEqual({ x: 40, y: 80, width: 60, height: 60 });
    test.drag([100, 140], [-500, -500]);
    expect(test.symbol('x').box).toEqual({ x: 40, y: 80, width: 2, height: 2 });
  });

  it('changes nothing by a mere click on a handle, though the model’s box is finer than a hand’s', () => {
    const fine = prediction({ x: { class: 'x', box: [40.1234, 80.5678, 40.1111, 40.2222] } }, 'x');
    const test = new TestEditor(fine).press('A').select('x');
    const before = test.state.annotation;
    test.click(80.2, 120.7);
    expect(test.paths).toEqual(['select.resizing', 'select.idle']);
    test.down(80.2, 120.7).move(80.5, 120.9).up(80.5, 120.9);
    expect(test.state.annotation).toBe(before);
    expect(test.state.gesture).toBeNull();
    // Once it is dragged, it follows the pointer wherever that goes.
    test.down(80.2, 120.7).move(100, 120.7).move(81.2, 120.7).up(81.2, 120.7);
    expect(test.symbol('x').box).toMatchObject({ x: 40.12, width: 41.11 });
  });

  it('selects the small neighbour on which a handle of the selected box lies', () => {
    const close = prediction(
      {
        x: { class: 'x', box: [40, 80, 40, 40] },
        comma: { class: ',', box: [77, 96, 8, 8], parent: 'x', relation: 'Right' },
      },
      'x ,',
    );
    const test = new TestEditor(close).select('x');
    test.click(81, 100);
    expect(test.paths).toEqual(['select.resizing', 'select.idle']);
    expect([test.state.selection, test.committed]).toEqual([['comma'], []]);
    // Where no symbol is but the selected one, it stays.
    test.select('x').click(80, 121);
    expect(test.state.selection).toEqual(['x']);
  });

  it('forgets a gesture that is cancelled', () => {
    const test = new TestEditor();
    test.down(60, 100).move(90, 120);
    test.tools.cancel();
    test.up(90, 120);
    expect(test.symbol('x').box).toMatchObject({ x: 40, y: 80 });
    expect([test.committed, test.state.gesture]).toEqual([[], null]);
  });

  it('ends a gesture with the stage that it began in: nothing is moved or drawn where one does not look', () => {
    const moved = new TestEditor().down(60, 100).move(90, 120).press('C').move(120, 140).up(120, 140);
    expect([moved.committed, moved.state.gesture, moved.tools.path]).toEqual([[], null, 'select.idle']);
    const drawn = new TestEditor().press('D').down(200, 60).move(214, 76).press('O').up(214, 76);
    expect([drawn.committed, drawn.state.tool, drawn.state.stage]).toEqual([[], 'select', 'aligner']);
  });

  it('moves nothing outside of Boxes: there a drag selects', () => {
    const test = new TestEditor().press('C');
    test.drag([60, 100], [150, 110]);
    expect(test.symbol('x').box).toMatchObject({ x: 40, y: 80 });
    expect(test.state.selection).toEqual(['x', 'plus']);
  });

  it('selects the smaller of two boxes that lie inside each other', () => {
    const test = new TestEditor().select('one');
    test.editor.change('test', (now) => ({
      ...now,
      symbols: { ...now.symbols, one: { ...test.symbol('one'), box: { x: 0, y: 0, ...IMAGE } } },
    }));
    expect(test.clickSymbol('two').state.selection).toEqual(['two']);
  });
});

describe('the draw tool', () => {
  it('adds a box, selects it, guesses its place and asks for its class', () => {
    const test = new TestEditor().press('D').drag([200, 60], [214, 76]);
    expect(test.paths.slice(0, 2)).toEqual(['draw.drawing', 'draw.drawing']);
    const [id] = test.state.selection;
    expect(test.symbol(id ?? '')).toMatchObject({
      class: '?',
      box: { x: 200, y: 60, width: 14, height: 16 },
      pins: { box: true, class: false, place: false },
      place: { parent: 'one', relation: 'Sup' },
    });
    expect(test.state).toMatchObject({ tool: 'select', focus: { target: 'class-filter' } });
    expect(test.problems).toContain('unknown_class');
  });

  it('makes nothing of a click', () => {
    const test = new TestEditor().press('D').click(300, 100);
    expect(Object.keys(test.state.annotation.symbols)).toHaveLength(4);
  });

  it('puts a symbol drawn between two others between them in the line', () => {
    const test = new TestEditor().press('D').drag([158, 82], [172, 118]);
    const [id] = test.state.selection;
    expect(test.symbol(id ?? '').place).toMatchObject({ parent: 'plus', relation: 'Right' });
    expect(test.symbol('one').place).toMatchObject({ parent: id, relation: 'Right' });
    expect(test.problems).toEqual(['unknown_class']);
  });
});

describe('the hand', () => {
  it('moves the view and nothing else', () => {
    const test = new TestEditor().press('H');
    const before = test.state.view;
    test.down(100, 100).move(110, 100);
    expect(test.paths).toEqual(['pan.panning', 'pan.panning']);
    expect(test.state.view.x - before.x).toBeCloseTo(10 * before.scale);
    expect(test.state.view.scale).toBe(before.scale);
    expect(test.committed).toEqual([]);
  });
});
