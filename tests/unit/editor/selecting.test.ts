import { describe, expect, it } from 'vitest';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import { TestEditor } from './support/driver';
import { prediction } from './support/formulas';

describe('the lasso', () => {
  const AROUND_TWO = [
    [80, 54],
    [110, 54],
    [110, 90],
    [80, 90],
  ] as const;

  it('selects what is mostly inside of a free loop', () => {
    const test = new TestEditor().press('Q').trace(AROUND_TWO);
    expect(test.state.selection).toEqual(['two']);
    expect(test.paths).toEqual(['lasso.looping', ...AROUND_TWO.map(() => 'lasso.looping'), 'lasso.idle']);
    expect([test.state.gesture, test.committed]).toEqual([null, []]);
  });

  it('adds with Shift, takes out with Alt, and selects nothing on paper', () => {
    const test = new TestEditor().select('x').press('Q').trace(AROUND_TWO, true);
    expect(test.state.selection).toEqual(['x', 'two']);
    test.with({ alt: true }).trace(AROUND_TWO);
    expect(test.state.selection).toEqual(['x']);
    expect(test.with({}).click(300, 20).state.selection).toEqual([]);
    expect(test.clickSymbol('plus').state.selection).toEqual(['plus']);
  });

  it('catches what stands under a root without the root', () => {
    const root = prediction(
      {
        root: { class: '\\sqrt', box: [40, 40, 120, 80] },
        x: { class: 'x', box: [70, 70, 30, 30], parent: 'root', relation: 'Inside' },
      },
      '\\sqrt { x }',
    );
    const test = new TestEditor(root).press('Q').trace([
      [60, 60],
      [110, 60],
      [110, 110],
      [60, 110],
    ]);
    expect(test.state.selection).toEqual(['x']);
  });

  it('forgets a loop that is cancelled', () => {
    const test = new TestEditor()
      .select('x')
      .press('Q')
      .down(80, 54)
      .move(110, 54)
      .move(110, 90)
      .press('Escape');
    expect([test.state.selection, test.state.gesture]).toEqual([['x'], null]);
  });
});

describe('selecting by a frame', () => {
  it('adds with Shift, and with Alt takes out what it touches, beginning on a symbol too', () => {
    const test = new TestEditor();
    test.drag([110, 50], [82, 82]);
    expect(test.state.selection).toEqual(['two']);
    test.down(110, 130, true).move(160, 80).up(160, 80);
    expect(test.state.selection).toEqual(['two', 'plus']);
    test.with({ alt: true }).drag([122, 100], [150, 110]);
    expect([test.state.selection, test.committed]).toEqual([['two'], []]);
    expect(test.paths).not.toContain('select.translating');
  });
});

describe('clicking where boxes lie on each other', () => {
  const NESTED = prediction(
    {
      root: { class: '\\sqrt', box: [40, 40, 120, 80] },
      x: { class: 'x', box: [70, 60, 60, 50], parent: 'root', relation: 'Inside' },
      two: { class: '2', box: [90, 70, 20, 20], parent: 'x', relation: 'Right' },
    },
    '',
  );

  it('takes the smallest first, goes on with each click in the same place, and round', () => {
    const test = new TestEditor(NESTED);
    const clicked = () => test.click(100, 80).state.selection;
    expect([clicked(), clicked(), clicked(), clicked()]).toEqual([['two'], ['x'], ['root'], ['two']]);
    expect(test.click(75, 65).state.selection).toEqual(['x']);
  });

  it('drags the one that was clicked to', () => {
    const test = new TestEditor(NESTED).click(100, 80).click(100, 80);
    test.drag([100, 80], [104, 88]);
    expect([test.symbol('x').box.x, test.symbol('two').box.x]).toEqual([74, 90]);
  });

  it('stays with the smallest after a selection by other means', () => {
    const test = new TestEditor(NESTED).select('two').click(100, 80);
    expect(test.state.selection).toEqual(['two']);
  });
});

describe('several at once', () => {
  it('get a class with one key', () => {
    const test = new TestEditor().select('one', 'two').press('2');
    expect([test.symbol('one').class, test.symbol('two').class]).toEqual(['X', 'X']);
    expect(test.committed).toHaveLength(1);
  });
});

describe('a close look', () => {
  it('brings the selection into the middle, with room around', () => {
    const test = new TestEditor().select('two').press('Z');
    const { view, viewport } = test.state;
    const shown = boxOnScreen(view, test.symbol('two').box);
    expect(shown.x + shown.width / 2).toBeCloseTo(viewport.width / 2);
    expect(shown.y + shown.height / 2).toBeCloseTo(viewport.height / 2);
    expect(shown.height).toBeGreaterThan(100);
    expect(shown.height).toBeLessThanOrEqual(viewport.height / 2);
  });
});
