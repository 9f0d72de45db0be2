import { describe, expect, it } from 'vitest';
import { leftToControl, type Focused } from '@/components/editor/state/left-keys';
import { editorActions } from '@/lib/editor/actions';

const BUTTON: Focused = { tag: 'BUTTON', type: 'button', typing: false, field: undefined, place: 'panel' };
const FIELD: Focused = { ...BUTTON, tag: 'INPUT', type: 'text', typing: true };
const SLIDER: Focused = { ...BUTTON, tag: 'INPUT', type: 'range', field: 'blend' };
const BODY: Focused = { ...BUTTON, tag: 'BODY', place: 'page' };
const CANVAS: Focused = { ...BUTTON, tag: 'DIV', place: 'canvas' };

/** Which of these keys, as they are in Boxes, the editor gets while `focused` has the focus. */
const reaching = (focused: Focused, ...names: string[]) =>
  names.filter((name) => {
    const action = editorActions.forKey(name, 'detector', 'edit', 'select');
    return !leftToControl(focused, name, action);
  });

const CHANGING = ['Shift+Enter', 'Mod+Enter', 'A', 'S', 'Delete', 'Mod+Z', '1', 'Tab', 'Enter'];

describe('keys while something has the focus', () => {
  it('are all the editor’s on the canvas and on the bare page', () => {
    expect(reaching(CANVAS, ...CHANGING)).toEqual(CHANGING);
    expect(reaching(BODY, ...CHANGING)).toEqual(CHANGING);
  });

  it('change nothing behind a dialog, whatever in it has the focus', () => {
    for (const focused of [BUTTON, FIELD, SLIDER, { ...BUTTON, tag: 'DIV' }]) {
      expect(reaching({ ...focused, place: 'dialog' }, ...CHANGING), focused.tag).toEqual([]);
    }
    // The key that opened the help closes it.
    expect(reaching({ ...BUTTON, place: 'dialog' }, '?', 'Mod+K')).toEqual(['?', 'Mod+K']);
  });

  it('leave a button what presses it and what leads on, and go on meaning what they mean', () => {
    expect(reaching(BUTTON, ...CHANGING)).toEqual([
      'Shift+Enter',
      'Mod+Enter',
      'A',
      'S',
      'Delete',
      'Mod+Z',
      '1',
    ]);
  });

  it('leave a slider what moves it: whoever has set it goes on working', () => {
    expect(reaching(SLIDER, 'ArrowRight', 'Shift+ArrowLeft', 'Home', 'Tab')).toEqual([]);
    expect(reaching(SLIDER, 'Shift+Enter', 'Enter', '1', 'D')).toEqual(['Shift+Enter', 'Enter', '1', 'D']);
  });

  it('are written in a text field; what leaves the formula reaches the editor from its own fields', () => {
    expect(reaching(FIELD, ...CHANGING, 'Mod+S', 'Mod+K')).toEqual([]);
    const filter = { ...FIELD, field: 'class-filter' };
    expect(reaching(filter, ...CHANGING, 'Mod+S', 'Mod+K')).toEqual([
      'Shift+Enter',
      'Mod+Enter',
      'Mod+S',
      'Mod+K',
    ]);
    const source = { ...FIELD, tag: 'DIV', field: 'latex' };
    expect(reaching(source, ...CHANGING)).toEqual(['Shift+Enter', 'Mod+Enter', 'Mod+Z', 'Enter']);
  });
});
