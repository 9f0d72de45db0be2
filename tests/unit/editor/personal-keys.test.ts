import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusedKey, ShortcutsSchema, type Shortcuts } from '@/lib/domain/shortcuts';
import { editorActions } from '@/lib/editor/actions';
import { key, type Action } from '@/lib/editor/actions/action';
import {
  personalActions,
  rebind,
  resetAction,
  slotsOf,
  swapKeys,
  takeKey,
  type KeySlot,
} from '@/lib/editor/actions/personal-keys';
import { pressKey } from '@/lib/editor/actions/press';
import { ActionRegistry } from '@/lib/editor/actions/registry';
import { TestEditor } from './support/driver';

const action = (id: string, keys: Action['keys'], more: Partial<Action> = {}): Action => ({
  id,
  group: 'view',
  keys,
  enabled: () => true,
  run: () => undefined,
  ...more,
});

const registry = new ActionRegistry([
  action('stage.accept', [key('Enter')]),
  action('mark.a', [key('1', 'recognizer'), key('Z')]),
  action('mark.b', [key('1', 'aligner'), key('Y', 'aligner')]),
  action('review.only', [key('X')], { modes: ['review'] }),
  action('edit.only', [key('X')], { modes: ['edit'] }),
  action('bare', []),
  action('leave', [key('Escape')]),
]);

function slot(id: string, name: string, shortcuts: Shortcuts = {}): KeySlot {
  const found = slotsOf(registry.get(id)!, shortcuts).find((one) => one.slot === name);
  if (!found) throw new Error(`${id} has no key ${name}`);
  return found;
}
const keysOf = (shortcuts: Shortcuts, id: string) =>
  registry
    .withKeys(shortcuts)
    .get(id)
    ?.keys.map((binding) => binding.key);

describe('moving a key', () => {
  it('keeps the stages in which it means the action, and leaves the other keys of the action', () => {
    const given = rebind(registry, {}, slot('mark.a', '1'), 'K');
    expect(given).toEqual({ ok: true, shortcuts: { 'mark.a': { '1': 'K' } } });
    const moved = registry.withKeys({ 'mark.a': { '1': 'K' } });
    expect(moved.get('mark.a')?.keys).toEqual([key('K', 'recognizer'), key('Z')]);
    expect(moved.forKey('K', 'recognizer', 'edit', 'select')?.id).toBe('mark.a');
    expect(moved.forKey('K', 'aligner', 'edit', 'select')).toBeUndefined();
    expect(moved.forKey('1', 'recognizer', 'edit', 'select')).toBeUndefined();
    expect(moved.forKey('1', 'aligner', 'edit', 'select')?.id).toBe('mark.b');
  });

  it('is refused where another action has the key, and says which and where', () => {
    const given = rebind(registry, {}, slot('mark.a', 'Z'), 'Y');
    expect(given).toMatchObject({
      ok: false,
      taken: [{ action: { id: 'mark.b' }, slot: 'Y', scope: [{ stages: ['aligner'] }] }],
    });
    // In other stages, or in another mode, the same key is free.
    expect(rebind(registry, {}, slot('mark.a', '1'), 'Y')).toMatchObject({ ok: true });
    expect(rebind(registry, {}, slot('edit.only', 'X'), 'Q')).toMatchObject({ ok: true });
    expect(() => registry.withKeys({ 'mark.a': { Z: 'Enter' } })).toThrow('Enter means both');
  });

  it('back to its default is no longer a difference', () => {
    expect(
      rebind(registry, { 'mark.a': { Z: 'K' } }, slot('mark.a', 'Z', { 'mark.a': { Z: 'K' } }), 'Z'),
    ).toEqual({
      ok: true,
      shortcuts: {},
    });
    expect(resetAction({ 'mark.a': { Z: 'K' }, bare: { '': 'G' } }, 'mark.a')).toEqual({ bare: { '': 'G' } });
  });

  it('gives a key to an action that has none, and takes one away', () => {
    expect(keysOf({ bare: { '': 'G' } }, 'bare')).toEqual(['G']);
    expect(keysOf({ 'mark.a': { Z: null } }, 'mark.a')).toEqual(['1']);
  });

  it('leaves Escape where everybody finds it', () => {
    expect(rebind(registry, {}, slot('leave', 'Escape'), 'G')).toEqual({ ok: false, refused: 'fixed' });
    expect(rebind(registry, {}, slot('bare', ''), 'Escape')).toEqual({ ok: false, refused: 'escape' });
    expect(takeKey(registry, {}, slot('bare', ''), 'Escape')).toBeNull();
  });

  it('does not give away the space bar, which moves the paper with every tool', () => {
    for (const name of ['Space', 'Shift+Space', 'Mod+Space']) {
      expect(rebind(registry, {}, slot('mark.a', 'Z'), name)).toEqual({ ok: false, refused: 'fixed' });
    }
    // Nor where it was given away before.
    const stored = { 'mark.a': { Z: 'Space', '1': 'K' }, bare: { '': 'Space' } };
    const { shortcuts, dropped } = personalActions(registry, stored);
    expect([shortcuts, dropped]).toEqual([{ 'mark.a': { '1': 'K' } }, ['bare']]);
  });
});

describe('a key that is taken', () => {
  it('can change hands: the other action goes without', () => {
    const taken = takeKey(registry, {}, slot('bare', ''), 'Y');
    expect(taken).toEqual({ 'mark.b': { Y: null }, bare: { '': 'Y' } });
    expect(keysOf(taken!, 'mark.b')).toEqual(['1']);
  });

  it('can be swapped', () => {
    const swapped = swapKeys(registry, {}, slot('stage.accept', 'Enter'), slot('mark.a', 'Z'));
    expect(swapped).toEqual({ 'stage.accept': { Enter: 'Z' }, 'mark.a': { Z: 'Enter' } });
    expect(keysOf(swapped!, 'stage.accept')).toEqual(['Z']);
  });

  it('is not swapped where the other action would clash with a third', () => {
    const wide = new ActionRegistry([
      action('in.classes', [key('J', 'recognizer')]),
      action('third', [key('J', 'aligner')]),
      action('all', [key('U')]),
    ]);
    const [inClasses, all] = ['in.classes', 'all'].map((id) => slotsOf(wide.get(id)!, {})[0]!);
    expect(swapKeys(wide, {}, inClasses!, all!)).toBeNull();
    expect(takeKey(wide, {}, inClasses!, 'U')).toEqual({ all: { U: null }, 'in.classes': { J: 'U' } });
  });
});

describe('keys that no action can have', () => {
  it.each([
    ['Shift+Shift', 'modifier'],
    ['Process', 'modifier'],
    ['Tab', 'focus'],
    ['Shift+Tab', 'focus'],
    ['Mod+T', 'browser'],
    ['Mod+Shift+N', 'browser'],
    ['Alt+F4', 'browser'],
    ['Mod++', 'zoom'],
    ['Mod+V', 'clipboard'],
    ['ㅇ', 'unnamed'],
  ])('%s is refused: %s', (name, reason) => {
    expect(refusedKey(name)).toBe(reason);
    expect(ShortcutsSchema.safeParse({ 'mark.a': { Z: name } }).success).toBe(false);
  });

  it.each(['J', 'Mod+B', 'Alt+Shift+ArrowUp', '+', 'Space', 'é', 'F2'])('%s is not', (name) => {
    expect(refusedKey(name)).toBeNull();
    expect(ShortcutsSchema.safeParse({ 'mark.a': { Z: name } }).success).toBe(true);
  });
});

describe('what was stored before the program changed', () => {
  it('holds as far as it fits; the rest has its defaults and is named', () => {
    const { actions, shortcuts, dropped } = personalActions(registry, {
      gone: { G: 'H' },
      'mark.a': { Q: 'R', '1': 'K' },
      'mark.b': { Y: 'Enter' },
    });
    expect(shortcuts).toEqual({ 'mark.a': { '1': 'K' } });
    expect(dropped).toEqual(['gone', 'mark.b']);
    expect(actions.forKey('Enter', 'aligner', 'edit', 'select')?.id).toBe('stage.accept');
  });

  it('whatever it says, gives a registry without a clash', () => {
    const slots = editorActions.all.flatMap((one) => slotsOf(one, {}));
    const names = ['A', 'Enter', '1', '2', 'Mod+Z', 'K', 'Tab', 'ArrowUp', 'Alt+ArrowUp', null];
    const change = fc.tuple(fc.constantFrom(...slots), fc.constantFrom(...names));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const stored: Shortcuts = {};
        for (const [{ action: one, slot: from }, to] of changes)
          stored[one.id] = { ...stored[one.id], [from]: to };
        const { actions, shortcuts, dropped } = personalActions(editorActions, stored);
        expect(actions.all).toHaveLength(editorActions.all.length);
        expect([...Object.keys(shortcuts), ...dropped].sort()).toEqual(Object.keys(stored).sort());
      }),
    );
  });

  it('and whatever a person does with keys one after the other, too', () => {
    const slots = editorActions.all.flatMap((one) => slotsOf(one, {}));
    const names = ['A', 'Enter', '1', '3', 'J', 'Mod+Z', 'ArrowUp', 'Shift+R'];
    const step = fc.tuple(
      fc.nat(slots.length - 1),
      fc.constantFrom(...names),
      fc.constantFrom('take', 'swap'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let now: Shortcuts = {};
        for (const [index, name, way] of steps) {
          const { action: one, slot: from } = slots[index]!;
          const current = slotsOf(one, now).find((other) => other.slot === from)!;
          const given = rebind(editorActions, now, current, name);
          if (given.ok) now = given.shortcuts;
          else if ('taken' in given) {
            const next =
              way === 'take'
                ? takeKey(editorActions, now, current, name)
                : swapKeys(editorActions, now, current, given.taken[0]!);
            now = next ?? now;
          }
          expect(() => editorActions.withKeys(now)).not.toThrow();
        }
        expect(personalActions(editorActions, now).dropped).toEqual([]);
      }),
    );
  });
});

describe('the editor with own keys', () => {
  it('does what the person’s key means, and nothing on the old one', () => {
    const { actions } = personalActions(editorActions, { 'symbol.delete': { Delete: 'J' } });
    const test = new TestEditor().select('x');
    expect(pressKey('Delete', 'edit', test.context(), actions)).toBe(false);
    expect(pressKey('J', 'edit', test.context(), actions)).toBe(true);
    expect(test.state.annotation.symbols).not.toHaveProperty('x');
  });
});
