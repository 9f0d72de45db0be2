import { describe, expect, it } from 'vitest';
import { editorActions } from '@/lib/editor/actions';
import { key, type Action } from '@/lib/editor/actions/action';
import { keyName, type KeyPress } from '@/lib/editor/actions/keys';
import { ActionRegistry } from '@/lib/editor/actions/registry';
import { MESSAGES } from '@/lib/i18n/messages';
import { dropInList } from '@/lib/editor/changes/places';
import { TestEditor } from './support/driver';
import { LINE, sid } from './support/formulas';

const action = (id: string, ...keys: Action['keys']): Action => ({
  id,
  group: 'view',
  keys,
  enabled: () => true,
  run: () => undefined,
});

describe('the registry', () => {
  it('refuses two actions that one key would mean at once, and names them', () => {
    const twice = [action('a', key('X')), action('b', key('X', 'aligner'))];
    expect(() => new ActionRegistry(twice)).toThrow('X means both a and b');
    expect(() => new ActionRegistry([action('a'), action('a')])).toThrow('two actions are called a');
  });

  it('lets one key mean different things in different stages', () => {
    const registry = new ActionRegistry([
      action('a', key('1', 'aligner')),
      action('b', key('1', 'detector')),
    ]);
    expect(registry.forKey('1', 'detector', 'edit', 'select')?.id).toBe('b');
    expect(registry.forKey('1', 'converter', 'edit', 'select')).toBeUndefined();
  });

  it('names every action in the catalogue of the screens', () => {
    const names = MESSAGES.en.editor.actions as Record<string, string>;
    const families =
      /^(?:class\.pick|relation|symbol\.nudge(?:_far)?|draw\.(?:place|size)|cut\.move|order\.(?:walk|number))\./u;
    const single = editorActions.all.filter(({ id }) => !families.test(id));
    expect(single.filter(({ id }) => names[id.replace('.', '_')] === undefined)).toEqual([]);
  });
});

describe('names of keys', () => {
  const press = (given: Partial<KeyPress>): string =>
    keyName({ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...given });

  it('are the same with and without an input method', () => {
    expect(press({ key: 'd', code: 'KeyD' })).toBe('D');
    expect(press({ key: 'ㅇ', code: 'KeyD' })).toBe('D');
    expect(press({ key: 'Process', code: 'KeyD' })).toBe('D');
  });

  it('join modifiers, and leave Shift out where the character says it', () => {
    expect(press({ key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+Z');
    expect(press({ key: '?', code: 'Slash', shiftKey: true })).toBe('?');
    expect(press({ key: 'ArrowUp', code: 'ArrowUp', altKey: true })).toBe('Alt+ArrowUp');
    expect(press({ key: ' ', code: 'Space' })).toBe('Space');
  });
});

describe('keys in the editor', () => {
  it('relabel with the candidate’s number, and the LaTeX follows at once', () => {
    const test = new TestEditor().press('C').select('two').press('2');
    expect(test.symbol('two')).toMatchObject({ class: 'X', pins: { class: true } });
    expect(test.latex).toBe('x ^ { X } + 1');
    expect(test.state.recentClasses).toEqual(['X']);
  });

  it('walk to what the model doubts, and on to later stages', () => {
    const test = new TestEditor().press('Tab');
    expect([test.state.stage, test.state.selection]).toEqual(['detector', ['two']]);
    test.press('Tab');
    expect([test.state.stage, test.state.selection]).toEqual(['recognizer', ['two']]);
    test.press('1').select();
    expect(editorActions.get('select.uncertain')?.enabled(test.context())).toBe(true);
    test.press('Tab');
    expect([test.state.stage, test.state.selection]).toEqual(['aligner', ['two']]);
  });

  it('delete a predicted symbol with a tombstone, and place its children anew', () => {
    const test = new TestEditor().select('x').press('Delete');
    expect(test.state.annotation.tombstones).toHaveProperty('x');
    expect(test.problems).toEqual([]);
    test.press('Mod+Z');
    expect(test.latex).toBe('x ^ { 2 } + 1');
    expect(test.state.annotation.tombstones).toEqual({});
  });

  it('delete a drawn symbol without one', () => {
    const test = new TestEditor().press('D').drag([200, 60], [214, 76]).press('Delete');
    expect(test.state.annotation.tombstones).toEqual({});
    expect(Object.keys(test.state.annotation.symbols)).toHaveLength(4);
  });

  it('nudge by one and by ten; a held arrow is one step', () => {
    const test = new TestEditor().select('x').hold('ArrowRight', 5).press('Shift+ArrowDown');
    expect(test.symbol('x').box).toMatchObject({ x: 45, y: 90 });
    test.press('Mod+Z');
    expect(test.symbol('x').box).toMatchObject({ x: 45, y: 80 });
    test.press('Mod+Z');
    expect(test.symbol('x').box).toMatchObject({ x: 40, y: 80 });
  });

  it('set a relation and reorder in Order', () => {
    const test = new TestEditor().press('O').select('two').press('2');
    expect(test.symbol('two').place).toMatchObject({ parent: 'x', relation: 'Sub' });
    expect(test.latex).toBe('x _ { 2 } + 1');
    test.select('one').press('Alt+ArrowUp');
    expect(test.latex).toBe('x _ { 2 } 1 +');
    expect(test.problems).toEqual([]);
  });

  it('make a script of one symbol and leave the rest of its row where it is', () => {
    const test = new TestEditor().press('O').select('plus').press('2');
    expect(test.latex).toBe('x _ { + } ^ { 2 } 1');
    expect(test.problems).toEqual([]);
  });

  it('sort by dragging in the list: the dropped symbol takes the place of the one it is dropped on', () => {
    const drop = (id: string, row: number) => {
      const test = new TestEditor();
      test.editor.change('symbol.reorder', (now) => dropInList(now, sid(id), LINE, row));
      expect(test.problems).toEqual([]);
      return test.latex;
    };
    expect(drop('one', 2)).toBe('x ^ { 2 } 1 +');
    expect(drop('one', 1)).toBe('x ^ { 1 2 } +');
    expect(drop('x', 4)).toBe('+ 1 x ^ { 2 }');
    expect(drop('plus', 0)).toBe('+ x ^ { 2 } 1');
    expect(drop('plus', 3)).toBe('x ^ { 2 } + 1');
    expect(drop('x', 1)).toBe('x ^ { 2 } + 1');
  });

  it('start a new line, and take it away again with its last symbol', () => {
    const test = new TestEditor().press('O').select('one').press('N');
    expect(test.latex).toBe('x ^ { 2 } + \\\\ 1');
    test.press('Delete');
    expect(Object.keys(test.state.annotation.lines)).toEqual(['line-1']);
    expect(test.problems).toEqual([]);
  });

  it('change nothing while the formula is read-only', () => {
    const test = new TestEditor().select('x');
    test.editor.update({ readOnly: true });
    test.press('Delete', 'ArrowRight', 'A').drag([60, 100], [90, 100]);
    expect(test.committed).toEqual([]);
  });
});

describe('accepting', () => {
  it('pins the values of a stage and turns to the next one', () => {
    const test = new TestEditor().press('Enter');
    expect(test.state.annotation.accepted).toMatchObject({ detector: true, recognizer: false });
    expect(Object.values(test.state.annotation.symbols).every(({ pins }) => pins.box && !pins.class)).toBe(
      true,
    );
    expect(test.state.stage).toBe('recognizer');
  });

  it('is lost, with the stages behind, when a value is changed later', () => {
    const test = new TestEditor().press('A', 'O').select('two').press('2');
    expect(test.state.annotation.accepted).toEqual({
      detector: true,
      recognizer: true,
      aligner: false,
      converter: false,
    });
  });

  it('does not freeze a label that only followed the ordering', () => {
    const test = new TestEditor().press('A', 'C').select('two').press('2');
    expect(test.state.annotation.label).toEqual({ latex: 'x ^ { X } + 1', pinned: false });
  });

  it('nor one whose acceptance was lost before, by moving a box', () => {
    const test = new TestEditor().press('A').select('one').press('ArrowRight');
    expect(test.state.annotation.label).toEqual({ latex: 'x ^ { 2 } + 1', pinned: false });
    test.press('C').select('two').press('2');
    expect([test.latex, test.problems]).toEqual(['x ^ { X } + 1', []]);
  });

  it('is refused to a stage with a broken rule', () => {
    const test = new TestEditor().press('D').drag([200, 60], [214, 76]).press('C', 'Enter');
    expect(test.state.annotation.accepted.recognizer).toBe(false);
  });
});

describe('the label', () => {
  it('stays as typed when the ordering changes, until it is given back', () => {
    const test = new TestEditor();
    test.editor.change('latex.edit', (now) => ({ ...now, label: { latex: 'z', pinned: true } }));
    test.press('C').select('two').press('2');
    expect(test.latex).toBe('z');
    expect(test.problems).toContain('latex_disagrees');
    test.press('Shift+R');
    expect([test.latex, test.problems]).toEqual(['x ^ { X } + 1', []]);
  });

  it('is one step of undo for what is typed in one go', () => {
    const test = new TestEditor();
    for (const latex of ['x', 'x+', 'x+1']) {
      test.editor.change('latex.edit', (now) => ({ ...now, label: { latex, pinned: true } }), {
        mark: 'go',
      });
    }
    expect(test.state.history.undo).toHaveLength(1);
    test.press('Mod+Z');
    expect(test.state.annotation.label).toEqual({ latex: 'x ^ { 2 } + 1', pinned: false });
  });
});
