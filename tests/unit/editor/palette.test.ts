import { describe, expect, it } from 'vitest';
import { editorActions } from '@/lib/editor/actions';
import { DisabledReasons } from '@/lib/editor/actions/disabled';
import { fuzzyScore } from '@/lib/editor/kernels/fuzzy';
import { searchLabels, searchOffers, symbolNumber, type Offer } from '@/lib/editor/palette/search';
import { TestEditor } from './support/driver';
import { CLASSES } from './support/formulas';

const offer = (id: string, ...names: string[]): Offer => {
  const action = editorActions.get(id);
  if (!action) throw new Error(id);
  return { action, names, disabled: null };
};
const OFFERS = [
  offer('view.zoom_in', '확대', 'Zoom in'),
  offer('view.zoom_out', '축소', 'Zoom out'),
  offer('stage.accept', '단계 승인', 'Accept stage'),
  offer('formula.accept_all', '모든 단계 승인', 'Accept all stages'),
  offer('history.undo', '실행 취소', 'Undo'),
];
const ids = (typed: string, recent: string[] = []) =>
  searchOffers(OFFERS, typed, recent).map(({ action }) => action.id);

describe('finding an action', () => {
  it('by words in any order, by beginnings and by letters in order', () => {
    expect(ids('zoom')).toEqual(['view.zoom_in', 'view.zoom_out']);
    expect(ids('stage acc')).toEqual(['stage.accept', 'formula.accept_all']);
    expect(ids('zmo')).toEqual(['view.zoom_out']);
    expect(ids('quokka')).toEqual([]);
  });

  it('in the language of the screen and in English, while a syllable is being typed', () => {
    expect(ids('승인')).toEqual(['stage.accept', 'formula.accept_all']);
    expect(ids('확')).toEqual(['view.zoom_in']);
    expect(ids('화')).toContain('view.zoom_in');
    expect(ids('undo')).toEqual(['history.undo']);
  });

  it('with what was used last first, before anything is typed and among equals', () => {
    expect(ids('', ['history.undo']).slice(0, 2)).toEqual(['history.undo', 'view.zoom_in']);
    expect(ids('zoom', ['view.zoom_out'])).toEqual(['view.zoom_out', 'view.zoom_in']);
  });

  it('with what cannot be done at the end', () => {
    const [first, ...rest] = OFFERS;
    const found = searchOffers([{ ...first!, disabled: 'notNow' }, ...rest], 'zoom', ['view.zoom_in']);
    expect(found.map(({ action }) => action.id)).toEqual(['view.zoom_out', 'view.zoom_in']);
  });

  it('finds no letters that a long name has by chance', () => {
    expect(fuzzyScore('Select with a lasso', 'lasso')).toBeGreaterThan(0);
    for (const name of ['Accept all proposals shown', 'Classes at the boxes on or off'])
      expect(fuzzyScore(name, 'lasso')).toBeNull();
  });

  it('ranks the beginning of a word over its middle', () => {
    expect(fuzzyScore('Accept stage', 'sta')!).toBeGreaterThan(fuzzyScore('Restart it', 'sta')!);
    expect(fuzzyScore('Accept stage', '')!).toBeLessThan(0.01);
  });
});

describe('jumps of the palette', () => {
  it('go to classes only when something is typed', () => {
    expect(searchLabels(CLASSES, '', ['x'])).toEqual([]);
    expect(searchLabels(CLASSES, 'alph', [])[0]).toBe('\\alpha');
  });

  it('go to symbols by their number', () => {
    expect([symbolNumber('3', 4), symbolNumber('#4', 4)]).toEqual([3, 4]);
    expect([symbolNumber('0', 4), symbolNumber('5', 4), symbolNumber('x3', 4)]).toEqual([null, null, null]);
  });
});

describe('why something cannot be done', () => {
  const reason = (test: TestEditor, id: string) =>
    new DisabledReasons(test.context()).of(editorActions.get(id)!);

  it('is that nothing is selected, or too much', () => {
    expect(reason(new TestEditor(), 'symbol.delete')).toBe('nothingSelected');
    expect(reason(new TestEditor().select('x'), 'symbol.delete')).toBeNull();
    expect(reason(new TestEditor().press('O').select('x', 'two'), 'order.new_line')).toBe('selectOne');
  });

  it('is that the formula can only be read, also where nothing is selected either', () => {
    const test = new TestEditor();
    test.editor.update({ readOnly: true });
    expect(reason(test, 'stage.accept')).toBe('readOnly');
    expect(reason(test, 'symbol.delete')).toBe('readOnly');
  });

  it('is a broken rule', () => {
    const test = new TestEditor();
    test.editor.change('test', (annotation) => ({
      ...annotation,
      label: { latex: '\\frac{', pinned: true },
    }));
    expect(reason(test, 'formula.accept_all')).toBe('ruleBroken');
  });

  it('is said to be neither where none of these would help', () => {
    expect(reason(new TestEditor(), 'history.redo')).toBe('notNow');
  });

  it('changes nothing by asking', () => {
    const test = new TestEditor();
    const before = test.state;
    reason(test, 'symbol.delete');
    expect(test.state).toBe(before);
    expect(test.committed).toEqual([]);
  });
});
