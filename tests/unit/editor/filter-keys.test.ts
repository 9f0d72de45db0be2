import { describe, expect, it } from 'vitest';
import { classSections } from '@/components/editor/panels/class-sections';
import { takenByEnter, takenByKey } from '@/components/editor/panels/filter-keys';
import { editorActions } from '@/lib/editor/actions';
import { personalActions } from '@/lib/editor/actions/personal-keys';

const OFFERED = [
  { class: '7', confidence: 0.6 },
  { class: '1', confidence: 0.2 },
  { class: '\\gamma', confidence: null },
];
const taken = (name: string, actions = editorActions, offered = OFFERED) =>
  takenByKey(name, actions.forKey(name, 'detector', 'edit', 'select'), offered);

describe('the field for the class of a symbol that has just been drawn', () => {
  it('takes the candidate whose number is pressed, as the picture does', () => {
    expect([taken('1'), taken('2'), taken('3')]).toEqual(['7', '1', '\\gamma']);
  });

  it('writes a number that no candidate has, and everything else', () => {
    expect(['4', '0', 'A', 'Shift+1', 'Enter'].map((name) => taken(name))).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });

  it('writes a number after a space, so that the class of a digit is found however many candidates there are', () => {
    const full = Array.from({ length: 9 }, (_, index) => ({ class: `\\c${index}`, confidence: null }));
    const action = editorActions.forKey('7', 'detector', 'edit', 'select');
    expect([takenByKey('7', action, full), takenByKey('7', action, full, ' ')]).toEqual(['\\c6', undefined]);
    expect(classSections(['x', '17', '7', '\\pi'], ' 7', [], 'x')[0]?.names[0]).toBe('7');
  });

  it('takes with Enter what the models are surest of, and not what was used last while they are still asked', () => {
    expect(takenByEnter(OFFERED)).toBe('7');
    expect(takenByEnter(OFFERED.slice(2))).toBeUndefined();
    expect(takenByEnter([])).toBeUndefined();
    expect(taken('1', editorActions, OFFERED.slice(2))).toBe('\\gamma');
  });

  it('writes letters, also where somebody has given them to candidates', () => {
    const { actions } = personalActions(editorActions, { 'class.pick.1': { '1': 'J' } });
    expect([taken('J', actions), taken('1', actions), taken('2', actions)]).toEqual([
      undefined,
      undefined,
      '1',
    ]);
  });
});
