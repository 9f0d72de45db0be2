import { describe, expect, it } from 'vitest';
import { mayTakeFocus } from '@/components/editor/canvas/opening-focus';
import { pressKey } from '@/lib/editor/actions/press';
import { TestEditor } from './support/driver';
import { prediction } from './support/formulas';

/** Three symbols side by side, the outer two uncertain in every stage. */
const DOUBTFUL = prediction(
  {
    a: { class: 'a', box: [10, 80, 30, 30], sure: 0.6 },
    b: { class: 'b', box: [60, 80, 30, 30], parent: 'a', relation: 'Right' },
    x: { class: 'x', box: [110, 80, 30, 30], parent: 'b', relation: 'Right', sure: 0.6 },
  },
  'a b x',
);

const where = ({ state }: TestEditor) => `${state.stage} ${state.selection.join()}`;

describe('Tab', () => {
  it('goes round: after the last doubt of the last stage comes the first', () => {
    const test = new TestEditor(DOUBTFUL);
    const visited = Array.from({ length: 7 }, () => {
      expect(test.taken('Tab')).toBe(true);
      return where(test);
    });
    expect(visited).toEqual([
      'detector a',
      'detector x',
      'recognizer a',
      'recognizer x',
      'aligner a',
      'aligner x',
      'detector a',
    ]);
  });

  it('finds what is uncertain before the selected symbol too, and in earlier stages', () => {
    const test = new TestEditor(DOUBTFUL).press('C').select('x').press('1').press('O', 'Enter');
    test.press('C').select('x').taken('Tab');
    expect(where(test)).toBe('detector a');
    test.press('Enter', 'C').select('x').taken('Tab');
    expect(where(test)).toBe('recognizer a');
    // The only one that is left stays where the keyboard is.
    expect([test.taken('Tab'), where(test)]).toEqual([true, 'recognizer a']);
  });

  it('says that nothing is uncertain before it is the browser’s, so that Enter still means the stage', () => {
    const test = new TestEditor(DOUBTFUL).press('A');
    expect([test.taken('Tab'), test.state.remark?.what, test.state.tabLeaves]).toEqual([
      true,
      'no_doubts',
      true,
    ]);
    expect(test.taken('Tab')).toBe(false);
    // Another key means that the person has stayed: the next Tab says it again.
    test.taken(']');
    expect([test.state.tabLeaves, test.taken('Tab'), test.taken('Tab')]).toEqual([false, true, false]);
  });

  it('leaves the canvas after Escape with nothing selected, and Shift+Tab always', () => {
    const test = new TestEditor(DOUBTFUL);
    test.taken('Tab');
    expect(test.taken('Shift+Tab')).toBe(false);
    test.taken('Escape');
    // That Escape has let go of the selection: whoever works with the mouse goes on to the next doubt.
    expect([test.taken('Tab'), where(test)]).toEqual([true, 'detector a']);
    test.taken('Escape');
    test.taken('Escape');
    expect(test.state.tabLeaves).toBe(true);
    expect([test.taken('Shift+Shift'), test.taken('Shift+Tab'), test.taken('Tab')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('stays on the canvas when something else is done after Escape', () => {
    const test = new TestEditor(DOUBTFUL);
    test.taken('Escape');
    expect(test.state.tabLeaves).toBe(true);
    test.taken(']');
    expect([test.state.tabLeaves, test.taken('Tab'), where(test)]).toEqual([false, true, 'detector x']);
  });

  it('puts the pen down where it goes to another stage', () => {
    const test = new TestEditor(DOUBTFUL).select('x').press('D');
    test.taken('Tab');
    expect([where(test), test.state.tool, test.tools.path]).toEqual([
      'recognizer a',
      'select',
      'select.idle',
    ]);
  });
});

describe('a key that is held down', () => {
  const held = (test: TestEditor, name: string) =>
    pressKey(name, test.mode, { ...test.context(), held: true });

  it('hands in no formula that came up while it was held: nobody has looked at it', () => {
    const test = new TestEditor();
    let handedIn = 0;
    test.host.submit = () => (handedIn += 1);
    for (const name of ['Shift+Enter', 'Mod+Enter']) expect(held(test, name)).toBe(true);
    expect([handedIn, test.committed]).toEqual([0, []]);
    expect(test.taken('Shift+Enter')).toBe(true);
    expect(handedIn).toBe(1);
  });

  it('accepts one stage, copies once and deletes once', () => {
    const test = new TestEditor().select('one');
    for (const name of ['Enter', 'A', 'Mod+D', 'Delete', 'K', '1']) expect(held(test, name)).toBe(true);
    expect([test.committed, test.state.stage, test.state.tool]).toEqual([[], 'detector', 'select']);
  });

  it('goes on moving, walking and undoing', () => {
    const test = new TestEditor().select('x');
    held(test, 'ArrowRight');
    held(test, 'Shift+ArrowDown');
    expect(test.symbol('x').box).toMatchObject({ x: 41, y: 90 });
    held(test, 'Mod+Z');
    held(test, 'Mod+Z');
    expect(test.symbol('x').box).toMatchObject({ x: 40, y: 80 });
    held(test, ']');
    expect(test.state.selection).toEqual(['two']);
    const { scale } = test.state.view;
    held(test, '+');
    expect(test.state.view.scale).toBeGreaterThan(scale);
  });
});

describe('a formula that opens', () => {
  const control = (...matches: string[]) => ({
    closest: (selectors: string) => (matches.some((one) => selectors.includes(one)) ? control() : null),
  });
  const body = control();
  const page = (activeElement: ReturnType<typeof control> | null, dialog = false) => ({
    activeElement,
    body,
    querySelector: () => (dialog ? control() : null),
  });

  it('takes the keyboard, but not from a dialog nor from a text field', () => {
    expect(mayTakeFocus(page(null))).toBe(true);
    expect(mayTakeFocus(page(body))).toBe(true);
    // The link that led here is of no use any more.
    expect(mayTakeFocus(page(control()))).toBe(true);
    expect(mayTakeFocus(page(control('input')))).toBe(false);
    expect(mayTakeFocus(page(body, true))).toBe(false);
  });
});
