import { describe, expect, it } from 'vitest';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import { sid } from './support/formulas';
import { TestEditor } from './support/driver';

const box = ({ state }: TestEditor) => state.gesture?.drawing;

describe('drawing by keyboard', () => {
  it('begins beside the selected symbol, on the side of the arrow, as large as symbols are here', () => {
    const begun = (arrow: string) => box(new TestEditor().select('plus').press('D', arrow));
    // The medians: 34 wide, 40 high. The plus is at 120, 84 and has 34 each way.
    expect(begun('ArrowRight')).toEqual({ x: 157.4, y: 81, width: 34, height: 40 });
    expect(begun('ArrowLeft')).toEqual({ x: 82.6, y: 81, width: 34, height: 40 });
    expect(begun('ArrowUp')).toEqual({ x: 120, y: 40, width: 34, height: 40 });
    expect(begun('ArrowDown')).toEqual({ x: 120, y: 122, width: 34, height: 40 });
  });

  it('begins in the middle of what is in sight when nothing is selected, always on the image', () => {
    const test = new TestEditor().press('D', 'ArrowUp');
    expect(box(test)).toEqual({ x: 183, y: 80, width: 34, height: 40 });
    const { view } = test.state;
    const aside = new TestEditor();
    aside.editor.update({ view: { ...view, x: view.x - 4_000 } });
    expect(box(aside.press('D', 'ArrowUp'))).toEqual({ x: 366, y: 80, width: 34, height: 40 });
  });

  it('has a size in a formula without symbols, and gives it its first line', () => {
    const test = new TestEditor();
    test.editor.receive({ ...test.state.annotation, symbols: {}, lines: {} });
    test.press('D', 'ArrowRight');
    expect(box(test)?.width).toBeCloseTo(200 / 3, 1);
    test.press('Enter');
    expect(Object.keys(test.state.annotation.lines)).toHaveLength(1);
  });

  it('moves and sizes by a pixel, faster while held, and adds the symbol with Enter', () => {
    const test = new TestEditor().select('one').press('D', 'ArrowRight');
    const start = box(test)!;
    test.press('ArrowRight', 'ArrowRight', 'ArrowUp', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowUp');
    const { x, y, width, height } = start;
    expect(box(test)).toEqual({ x: x + 2, y: y - 1, width: width + 1, height: height - 2 });
    test.hold('ArrowDown', 3).hold('Shift+ArrowLeft', 2);
    const placed = { x: x + 2, y: y - 1 + 1 + 4 + 4, width: width + 1 - 1 - 4, height: height - 2 };
    expect(box(test)).toEqual(placed);
    expect(test.committed).toEqual([]);

    test.press('Enter');
    const [id] = test.state.selection;
    expect(test.symbol(id ?? '')).toMatchObject({ class: '?', box: placed, pins: { box: true } });
    expect(test.committed.map(({ action }) => action)).toEqual(['symbol.draw']);
    expect(test.state).toMatchObject({ tool: 'select', gesture: null, focus: { target: 'class-filter' } });
    expect(test.tools.path).toBe('select.idle');
  });

  it('stops at the edge of the image, and never gets smaller than can be seen', () => {
    const test = new TestEditor().select('x').press('D', 'ArrowLeft').hold('ArrowLeft', 40);
    test.hold('Shift+ArrowUp', 40).hold('Shift+ArrowLeft', 40);
    expect(box(test)).toMatchObject({ x: 0, width: 2, height: 2 });
  });

  it('brings the box into sight', () => {
    const test = new TestEditor().select('one').press('+', '+', '+');
    const { view } = test.state;
    test.editor.update({ view: { ...view, x: view.x - 4_000 } });
    test.press('D', 'ArrowRight');
    const shown = boxOnScreen(test.state.view, box(test)!);
    expect(shown.x).toBeGreaterThan(0);
    expect(shown.x + shown.width).toBeLessThan(test.state.viewport.width);
    expect(test.state.fitted).toBe(false);
  });

  it('is left with Escape, and nothing has happened', () => {
    const test = new TestEditor().select('x').press('D', 'ArrowRight', 'Escape');
    expect(test.state).toMatchObject({ tool: 'select', gesture: null, selection: [sid('x')] });
    expect([test.committed, test.tools.path]).toEqual([[], 'select.idle']);
    test.press('ArrowRight');
    expect(test.symbol('x').box.x).toBe(41);
  });

  it('leaves the arrows and Enter to what they mean without the pen, and accepts nothing with it', () => {
    const test = new TestEditor().select('x').press('D', 'Enter');
    expect([test.committed, test.state.stage]).toEqual([[], 'detector']);
    test.press('Escape', 'Enter');
    expect(test.state.stage).toBe('recognizer');
  });

  it('gives way to the pointer, to another stage and to a formula that may not be changed', () => {
    const drawn = new TestEditor().press('D', 'ArrowRight').drag([200, 60], [214, 76]);
    expect(drawn.symbol(drawn.state.selection[0] ?? '').box).toEqual({
      x: 200,
      y: 60,
      width: 14,
      height: 16,
    });
    const turned = new TestEditor().press('D', 'ArrowRight', 'C').select('x').press('ArrowRight');
    expect([turned.state.gesture, turned.state.selection, turned.tools.confirms]).toEqual([
      null,
      ['two'],
      false,
    ]);
    const held = new TestEditor().press('D', 'ArrowRight');
    held.editor.update({ readOnly: true });
    held.press('Enter', 'ArrowRight');
    expect(held.committed).toEqual([]);
  });

  it('goes on after the paper was moved in between', () => {
    const test = new TestEditor().select('x').press('D', 'ArrowRight');
    const { x } = box(test)!;
    test.tools.pan({ x: 0, y: 0, shift: false });
    test.tools.up({ x: 5, y: 5, shift: false });
    expect(box(test.press('ArrowRight'))?.x).toBe(x + 1);
    test.press('Enter');
    expect(Object.keys(test.state.annotation.symbols)).toHaveLength(5);
  });

  it('begins anew when the box was taken away by an undo', () => {
    const test = new TestEditor().select('x').press('ArrowRight', 'D', 'ArrowRight', 'Mod+Z');
    expect([box(test), test.tools.confirms]).toEqual([undefined, false]);
    test.press('ArrowRight');
    expect(box(test)).toMatchObject({ width: 34, height: 40 });
  });
});
