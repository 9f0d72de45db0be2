import { describe, expect, it } from 'vitest';
import { MOST_HINTS, worthKnowing } from '@/components/editor/panels/hints';
import { onlyLooks, TOUR_STEPS } from '@/components/editor/tour/steps';
import { STAGES } from '@/lib/domain/stages';
import { editorActions } from '@/lib/editor/actions';
import { TOOLS } from '@/lib/editor/state';
import { TestEditor } from './support/driver';

describe('the line of keys', () => {
  it('names actions that exist and have a key, for every stage, tool and selection', () => {
    const { state } = new TestEditor();
    const [first, second] = Object.values(state.annotation.symbols).map(({ id }) => id);
    const selections = [[], [first!], [first!, second!]];
    for (const stage of STAGES) {
      for (const tool of TOOLS) {
        for (const selection of selections) {
          const ids = worthKnowing({ ...state, stage, tool, selection });
          expect(ids.length).toBeGreaterThan(0);
          const shown = ids.slice(0, MOST_HINTS);
          expect(new Set(shown).size, `${stage} ${tool}`).toBe(shown.length);
          for (const id of ids) expect(editorActions.get(id)?.keys.length, id).toBeGreaterThan(0);
        }
      }
    }
  });
});

describe('the tour', () => {
  it('asks for actions that only look, and sees when they were tried', () => {
    for (const { action, tried } of TOUR_STEPS) {
      if (!action || !tried) continue;
      expect(onlyLooks(action), action).toBe(true);
      const test = new TestEditor();
      const before = test.state;
      expect(tried(before, before), action).toBe(false);
      editorActions.run(action, test.context());
      expect(tried(before, test.state), action).toBe(true);
      expect(test.committed).toEqual([]);
    }
  });

  it('lets no action through that would change the formula or hand it in', () => {
    const looking = editorActions.all.filter(({ id }) => onlyLooks(id));
    expect(looking.length).toBeGreaterThan(10);
    for (const action of looking) {
      const test = new TestEditor().select('x');
      const host = { submit: () => expect.unreachable(action.id), skip: () => expect.unreachable(action.id) };
      editorActions.run(action.id, { ...test.context(), host });
      expect(test.committed, action.id).toEqual([]);
    }
    const held = ['stage.accept', 'formula.accept_all', 'formula.finish', 'symbol.delete', 'cascade.accept'];
    expect(held.filter(onlyLooks)).toEqual([]);
  });
});
