import { describe, expect, it } from 'vitest';
import type { Box } from '@/lib/domain/geometry/box';
import { orderedLines } from '@/lib/domain/ordering';
import { TestEditor } from './support/driver';
import { prediction, sid, SQUARE } from './support/formulas';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
/** Ink that fills the boxes of x, 2, + and 1 exactly. */
const SQUARE_INK = SQUARE.symbols.map((symbol) => symbol.box);
const withInk = () => new TestEditor().written(...SQUARE_INK);
const ids = (test: TestEditor) => Object.keys(test.state.annotation.symbols);
const reading = (test: TestEditor) =>
  orderedLines(test.state.annotation).map(({ entries }) =>
    entries.map(({ symbol, relation }) => `${relation ?? 'root'} ${test.symbol(symbol).class}`),
  );

describe('tightening', () => {
  it('draws rough boxes tight around their ink: one step of undo, pinned', () => {
    const test = new TestEditor()
      .written(box(44, 83, 30, 35), box(122, 90, 28, 20))
      .select('x', 'plus')
      .press('T');
    expect([test.symbol('x').box, test.symbol('plus').box]).toEqual([
      box(44, 83, 30, 35),
      box(122, 90, 28, 20),
    ]);
    expect(test.symbol('x').pins.box).toBe(true);
    expect(test.committed.map(({ action }) => action)).toEqual(['symbol.tighten']);
    test.press('Mod+Z');
    expect([test.symbol('x').box, test.symbol('plus').box]).toEqual([
      box(40, 80, 40, 40),
      box(120, 84, 34, 34),
    ]);
  });

  it('grows a box that is too small for its ink', () => {
    const test = new TestEditor()
      .written(box(36, 78, 50, 44))
      .select('x')
      .press('T');
    expect(test.symbol('x').box).toEqual(box(36, 78, 50, 44));
  });

  it('says why nothing happened, until something else is selected', () => {
    const test = withInk().select('x').press('T');
    expect([test.state.remark?.what, test.committed]).toEqual(['tight_already', []]);
    expect(new TestEditor().written().select('x').press('T').state.remark?.what).toBe('no_ink');
    expect(new TestEditor().select('x').press('T').state.remark?.what).toBe('picture_missing');
  });
});

describe('the pen on ink', () => {
  const MISSED = box(230, 70, 20, 50);

  it('adds the sign that is clicked, tight, in the order, waiting for its class', () => {
    const test = new TestEditor()
      .written(...SQUARE_INK, MISSED)
      .press('D')
      .click(240, 90);
    const [id] = test.state.selection;
    expect(test.symbol(id ?? '')).toMatchObject({
      class: '?',
      box: MISSED,
      place: { parent: 'one', relation: 'Right' },
    });
    expect(test.state).toMatchObject({ tool: 'select', focus: { target: 'class-filter' } });
    expect(test.paths).toEqual(['draw.drawing', 'select.idle']);
    expect(test.committed.map(({ action }) => action)).toEqual(['symbol.draw']);
  });

  it('takes the dot of an i along', () => {
    const test = new TestEditor()
      .written(...SQUARE_INK, box(230, 80, 8, 40), box(230, 64, 8, 8))
      .press('D')
      .click(234, 100);
    expect(test.symbol(test.state.selection[0] ?? '').box).toEqual(box(230, 64, 8, 56));
  });

  it('turns to the symbol whose ink it is, and says so, instead of adding it again', () => {
    const test = withInk().press('D').click(60, 100);
    expect([test.state.selection, test.state.remark?.what, test.committed]).toEqual([
      ['x'],
      'there_already',
      [],
    ]);
  });

  it('turns to a sign of several strokes by any of them, and adds none of them again', () => {
    const equals = [box(230, 84, 30, 6), box(230, 100, 30, 6)];
    const test = new TestEditor()
      .written(...SQUARE_INK, ...equals)
      .press('D')
      .click(240, 87);
    const [added] = test.state.selection;
    expect(test.symbol(added ?? '').box).toEqual(box(230, 84, 30, 22));
    for (const y of [87, 103]) {
      test.select().press('D').click(240, y);
      expect([test.state.selection, test.state.remark?.what]).toEqual([[added], 'there_already']);
    }
    // The dot of an i that a model has found, in a box that is a little rough.
    const dotted = prediction({ i: { class: 'i', box: [38, 60, 14, 62] } }, 'i');
    const found = new TestEditor(dotted).written(box(40, 80, 8, 40), box(40, 64, 8, 8));
    expect(found.press('D').click(44, 68).state.selection).toEqual(['i']);
    expect(found.committed).toEqual([]);
  });

  it('adds what stands in the box of another sign and is no part of it', () => {
    const angle = prediction({ angle: { class: '\\alpha', box: [40, 60, 80, 60] } }, '');
    const strokes = [box(40, 60, 6, 60), box(46, 114, 74, 6), box(80, 70, 24, 28)];
    const test = new TestEditor(angle)
      .written(...strokes)
      .press('D')
      .click(90, 80);
    expect(test.symbol(test.state.selection[0] ?? '').box).toEqual(box(80, 70, 24, 28));
  });

  it('finds what stands under a root, though the root covers it', () => {
    const root = prediction({ root: { class: '\\sqrt', box: [40, 40, 120, 80] } }, '\\sqrt');
    const strokes = [box(40, 40, 6, 80), box(46, 40, 114, 6), box(70, 70, 30, 40)];
    const test = new TestEditor(root)
      .written(...strokes)
      .press('D')
      .click(85, 90);
    expect(test.symbol(test.state.selection[0] ?? '')).toMatchObject({
      box: box(70, 70, 30, 40),
      place: { parent: 'root', relation: 'Inside' },
    });
  });

  it('says so where there is no ink, and stays in the hand', () => {
    const test = withInk().press('D').click(300, 30);
    expect([test.state.remark?.what, test.state.tool, ids(test).length]).toEqual(['no_ink', 'draw', 4]);
  });

  it('shows what a click would add, once the ink is known', () => {
    const test = new TestEditor()
      .written(...SQUARE_INK, MISSED)
      .press('D')
      .move(240, 90);
    expect(test.state.offered).toBeNull();
    test.editor.ink.get();
    expect(test.move(240, 91).state).toMatchObject({ offered: MISSED, hovered: null });
    expect(test.move(60, 100).state).toMatchObject({ offered: null, hovered: 'x' });
    expect(test.move(240, 90).press('Escape').state.offered).toBeNull();
  });

  it('draws a pulled box tight; with Alt, or when told so, as it was pulled', () => {
    const drawn = (test: TestEditor) => {
      test.press('D').drag([220, 60], [262, 130]);
      return test.symbol(test.state.selection[0] ?? '').box;
    };
    const fresh = () => new TestEditor().written(...SQUARE_INK, MISSED);
    expect(drawn(fresh())).toEqual(MISSED);
    expect(drawn(fresh().with({ alt: true }))).toEqual(box(220, 60, 42, 70));
    expect(drawn(fresh().press('Shift+T'))).toEqual(box(220, 60, 42, 70));
    expect(drawn(fresh().press('Shift+T', 'Shift+T'))).toEqual(MISSED);
  });
});

describe('splitting', () => {
  const TWO = [box(40, 80, 14, 40), box(62, 80, 18, 40)];

  it('cuts at the gap in the ink: both parts are new, stand where the whole did, and what hung on it still hangs', () => {
    const test = new TestEditor()
      .written(...TWO)
      .select('x')
      .press('K');
    const [left] = test.state.selection;
    const right = ids(test).find((id) => test.symbol(id).box.x === 62) ?? '';
    expect(test.symbol(left ?? '')).toMatchObject({
      class: '?',
      box: TWO[0],
      pins: { box: true, class: false },
    });
    expect(test.symbol(right)).toMatchObject({
      class: '?',
      box: TWO[1],
      place: { parent: left, relation: 'Right' },
    });
    expect(test.symbol('two').place).toMatchObject({ parent: right, relation: 'Sup' });
    expect(test.symbol('plus').place).toMatchObject({ parent: right, relation: 'Right' });
    expect(test.state.annotation.tombstones[sid('x')]).toMatchObject({ class: 'x' });
    expect(new Set(test.problems)).toEqual(new Set(['unknown_class']));
    expect(test.state).toMatchObject({ tool: 'select', focus: { target: 'class-filter' } });
    expect(test.committed.map(({ action }) => action)).toEqual(['symbol.split']);
  });

  it('is one step of undo', () => {
    const test = new TestEditor().written(...TWO);
    const before = test.state.annotation;
    test.select('x').press('K', 'Mod+Z');
    expect(test.state.annotation).toEqual(before);
  });

  it('cuts across where only the rows leave a gap; the larger part stays in the row', () => {
    const test = new TestEditor()
      .written(box(120, 84, 34, 4), box(130, 100, 14, 18))
      .select('plus')
      .press('K');
    const boxes = ids(test).map((id) => test.symbol(id).box);
    expect(boxes).toContainEqual(box(120, 84, 34, 4));
    expect(boxes).toContainEqual(box(130, 100, 14, 18));
    const [bottom] = ids(test).filter((id) => test.symbol(id).box.y === 100);
    expect(test.symbol(bottom ?? '').place).toMatchObject({ parent: 'x', relation: 'Right' });
    expect(test.symbol('one').place).toMatchObject({ relation: 'Right' });
  });

  it('asks where to cut when the ink goes through: the pointer moves the line, a click cuts', () => {
    const test = withInk().select('x').press('K');
    expect(test.tools.path).toBe('cut.placing');
    expect(test.state.gesture?.cut).toMatchObject({ axis: 'x' });
    test.move(52, 100);
    expect([test.state.gesture?.cut, test.tools.cursor]).toEqual([{ axis: 'x', at: 52 }, 'col-resize']);
    test.click(52, 100);
    expect(test.paths.slice(-2)).toEqual(['cut.placing', 'select.idle']);
    const boxes = ids(test).map((id) => test.symbol(id).box);
    expect(boxes).toContainEqual(box(40, 80, 12, 40));
    expect(boxes).toContainEqual(box(52, 80, 28, 40));
  });

  it('is placed by arrows, turned by the other arrows, done by Enter and left by Escape', () => {
    const test = new TestEditor().select('x').press('Shift+K');
    expect(test.state.gesture?.cut).toEqual({ axis: 'x', at: 60 });
    test.press('ArrowLeft', 'ArrowLeft').hold('ArrowRight', 3);
    expect(test.state.gesture?.cut?.at).toBeCloseTo(60 - 2 + 1 + 2 * 2);
    test.press('ArrowDown');
    expect(test.state.gesture?.cut).toEqual({ axis: 'y', at: 100 });
    test.press('Escape');
    expect([test.state.tool, test.state.gesture, test.committed]).toEqual(['select', null, []]);
    test.press('Shift+K', 'ArrowUp', 'Enter');
    expect(ids(test).map((id) => test.symbol(id).box.height)).toContain(20);
    expect(test.state.tool).toBe('select');
  });

  it('leaves the box whole when a click goes elsewhere, and never cuts off nothing', () => {
    const left = new TestEditor().select('x').press('Shift+K').click(300, 30);
    expect([left.state.tool, left.committed]).toEqual(['select', []]);
    const rim = new TestEditor().select('x').press('Shift+K').click(40, 100);
    expect(ids(rim).map((id) => rim.symbol(id).box.width)).toContain(2);
  });

  it('turns to Boxes from another stage for placing the line', () => {
    const test = new TestEditor().select('x').press('C', 'Shift+K');
    expect(test.state).toMatchObject({ stage: 'detector', tool: 'cut' });
  });
});

describe('merging', () => {
  it('makes one of several: the box around them, the class of the larger, everything that hung on them', () => {
    const test = new TestEditor().select('plus', 'one').press('M');
    expect(test.symbol('plus')).toMatchObject({ class: '+', box: box(120, 76, 72, 46), pins: { box: true } });
    expect(test.state.selection).toEqual(['plus']);
    expect([reading(test), test.problems]).toEqual([[['root x', 'Sup 2', 'Right +']], []]);
    expect(Object.keys(test.state.annotation.tombstones)).toEqual(['one']);
    expect(test.committed.map(({ action }) => action)).toEqual(['symbol.merge']);
    test.press('Mod+Z');
    expect(reading(test)).toEqual([['root x', 'Sup 2', 'Right +', 'Right 1']]);
    expect(test.state.annotation.tombstones).toEqual({});
  });

  it('keeps the class that a person said, at the place of the one that is read first', () => {
    const test = new TestEditor().select('two').press('2').select('x', 'two').press('M');
    expect(test.symbol('two')).toMatchObject({ class: 'X', pins: { class: true }, place: { parent: null } });
    expect(test.symbol('plus').place).toMatchObject({ parent: 'two', relation: 'Right' });
    expect(test.problems).toEqual([]);
  });

  it('hangs the scripts of both on it, those of the later behind those of the first', () => {
    const scripted = prediction(
      {
        a: { class: 'a', box: [10, 80, 30, 40] },
        one: { class: '1', box: [42, 60, 10, 20], parent: 'a', relation: 'Sup' },
        b: { class: 'b', box: [60, 90, 20, 30], parent: 'a', relation: 'Right' },
        two: { class: '2', box: [82, 60, 10, 20], parent: 'b', relation: 'Sup' },
        y: { class: 'y', box: [82, 120, 10, 20], parent: 'b', relation: 'Sub' },
        plus: { class: '+', box: [110, 84, 34, 34], parent: 'b', relation: 'Right' },
      },
      '',
    );
    const test = new TestEditor(scripted).select('b', 'a').press('M');
    expect(reading(test)).toEqual([['root a', 'Sub y', 'Sup 1', 'Right 2', 'Right +']]);
    expect(test.problems.filter((code) => code !== 'latex_disagrees')).toEqual([]);
  });

  it('needs two', () => {
    const test = new TestEditor().select('x').press('M');
    expect(test.committed).toEqual([]);
  });
});

describe('duplicating', () => {
  it('copies the class beside, selects the copy, and places it in the order', () => {
    const test = new TestEditor().select('one').press('Mod+D');
    const [copy] = test.state.selection;
    expect(test.symbol(copy ?? '')).toMatchObject({ class: '1', pins: { box: true, class: true } });
    expect(test.symbol(copy ?? '').box).toMatchObject({ width: 12, height: 46 });
    expect(test.symbol(copy ?? '').box.x).toBeGreaterThan(180);
    expect([ids(test).length, test.problems]).toEqual([5, []]);
    test.press('Mod+Z');
    expect([ids(test).length, test.state.selection]).toEqual([4, ['one']]);
  });

  it('goes the other way at the edge of the image', () => {
    const test = new TestEditor();
    test.editor.change('test', (now) => ({
      ...now,
      symbols: { ...now.symbols, one: { ...test.symbol('one'), box: box(386, 150, 14, 50) } },
    }));
    test.select('one').press('Mod+D');
    const copy = test.symbol(test.state.selection[0] ?? '').box;
    expect(copy.x).toBeLessThan(386);
    expect(copy.y).toBeLessThan(150);
  });
});

describe('a formula that may not be changed', () => {
  it('refuses them all', () => {
    const test = withInk().select('x', 'two');
    test.editor.update({ readOnly: true });
    const before = test.state.annotation;
    test.press('T', 'K', 'Shift+K', 'M', 'Mod+D', 'D').click(240, 90);
    expect(test.state.annotation).toBe(before);
  });
});
