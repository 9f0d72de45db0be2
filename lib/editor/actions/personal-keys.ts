import { refusedKey, type KeyRefusal, type Shortcuts } from '@/lib/domain/shortcuts';
import type { Action, KeyBinding } from './action';
import { meet, type ActionRegistry, type Bound } from './registry';

/** One key of an action, as it can be moved: `slot` is its default. */
export interface KeySlot {
  readonly action: Action;
  readonly slot: string;
  /** What it is now; null where it was taken away. */
  readonly key: string | null;
  /** Where the key means this action. */
  readonly scope: readonly KeyBinding[];
}

/** What stands in the way of giving a key to an action. */
export type Rebound =
  | { readonly ok: true; readonly shortcuts: Shortcuts }
  | { readonly ok: false; readonly refused: KeyRefusal | 'fixed' }
  | { readonly ok: false; readonly taken: readonly KeySlot[] };

/** Letting go, and the way out of the canvas, stay where everybody finds them. */
const FIXED = new Set(['Escape']);
/** Held down it moves the paper, whatever the tool; in the LaTeX source it asks for completions. */
const SPACE_BAR = /(?:^|\+)Space$/u;

const slotNames = (action: Action): string[] =>
  action.keys.length === 0 ? [''] : [...new Set(action.keys.map(({ key }) => key))];

/** The keys of one action of the registry of defaults, as a person has them. */
export function slotsOf(action: Action, shortcuts: Shortcuts): KeySlot[] {
  return slotNames(action).map((slot) => {
    const own = shortcuts[action.id]?.[slot];
    const scope = action.keys.filter(({ key }) => key === slot);
    return { action, slot, key: own === undefined ? slot || null : own, scope };
  });
}

export const isFixed = ({ slot }: KeySlot): boolean => FIXED.has(slot);

/** The shortcuts with one key moved; back at its default it is no longer listed. */
function put(shortcuts: Shortcuts, { action, slot }: KeySlot, key: string | null): Shortcuts {
  const { [slot]: _before, ...others } = shortcuts[action.id] ?? {};
  const { [action.id]: _all, ...rest } = shortcuts;
  const own = key === (slot || null) ? others : { ...others, [slot]: key };
  return Object.keys(own).length === 0 ? rest : { ...rest, [action.id]: own };
}

const EVERYWHERE: KeyBinding = { key: '' };
const boundOf = ({ action, scope }: KeySlot): Bound[] =>
  (scope.length > 0 ? scope : [EVERYWHERE]).map((binding) => ({ action, binding }));
const meets = (one: KeySlot, other: KeySlot) =>
  boundOf(one).some((a) => boundOf(other).some((b) => meet(a, b)));

/** Who has `key` where `slot` would mean something with it. */
function holders(defaults: ActionRegistry, shortcuts: Shortcuts, slot: KeySlot, key: string): KeySlot[] {
  return defaults.all
    .flatMap((action) => slotsOf(action, shortcuts))
    .filter((other) => other.key === key && meets(slot, other));
}

/** Gives a key to an action, if nothing else has it where the action lives; `key` null takes it away. */
export function rebind(
  defaults: ActionRegistry,
  shortcuts: Shortcuts,
  slot: KeySlot,
  key: string | null,
): Rebound {
  if (isFixed(slot) || SPACE_BAR.test(key ?? '')) return { ok: false, refused: 'fixed' };
  if (key === null) return { ok: true, shortcuts: put(shortcuts, slot, null) };
  // A default that would be refused (Tab) may still come back to where it was.
  const refused = key === slot.slot ? null : refusedKey(key);
  if (refused) return { ok: false, refused };
  const taken = holders(defaults, shortcuts, slot, key);
  if (taken.length > 0) return { ok: false, taken };
  return { ok: true, shortcuts: put(shortcuts, slot, key) };
}

/** Gives a key to an action and takes it from whoever had it there. */
export function takeKey(
  defaults: ActionRegistry,
  shortcuts: Shortcuts,
  slot: KeySlot,
  key: string,
): Shortcuts | null {
  const freed = holders(defaults, shortcuts, slot, key).reduce<Shortcuts | null>(
    (now, holder) => (now === null || isFixed(holder) ? null : put(now, holder, null)),
    shortcuts,
  );
  const given = freed && rebind(defaults, freed, slot, key);
  return given?.ok ? given.shortcuts : null;
}

/** The two actions change keys; null where that cannot be, as one of the two would clash in its new place. */
export function swapKeys(
  defaults: ActionRegistry,
  shortcuts: Shortcuts,
  slot: KeySlot,
  holder: KeySlot,
): Shortcuts | null {
  if (slot.key === null || holder.key === null || isFixed(holder)) return null;
  const given = rebind(defaults, put(put(shortcuts, holder, null), slot, null), slot, holder.key);
  const back = given.ok ? rebind(defaults, given.shortcuts, holder, slot.key) : given;
  return back.ok ? back.shortcuts : null;
}

/** Puts the keys of one action back to what they were made with. */
export function resetAction(shortcuts: Shortcuts, id: string): Shortcuts {
  const { [id]: _own, ...rest } = shortcuts;
  return rest;
}

/**
 * The registry as a person has it. Keys that were stored before the program changed may name an action that is
 * gone, or a key that means something else now: those are left out, and named, and the rest holds.
 */
export function personalActions(
  defaults: ActionRegistry,
  stored: Shortcuts,
): { actions: ActionRegistry; shortcuts: Shortcuts; dropped: readonly string[] } {
  let shortcuts: Shortcuts = {};
  for (const action of defaults.all) {
    const own = stored[action.id];
    if (!own) continue;
    const names = slotNames(action);
    const known = Object.entries(own).filter(
      ([slot, key]) => names.includes(slot) && !SPACE_BAR.test(key ?? ''),
    );
    if (known.length > 0) shortcuts = { ...shortcuts, [action.id]: Object.fromEntries(known) };
  }
  const dropped = Object.keys(stored).filter((id) => !shortcuts[id]);
  for (;;) {
    const clash = firstClash(defaults, shortcuts);
    if (!clash) return { actions: defaults.withKeys(shortcuts), shortcuts, dropped };
    dropped.push(clash);
    shortcuts = resetAction(shortcuts, clash);
  }
}

/** An action whose moved key means something else as well; null when there is none. */
function firstClash(defaults: ActionRegistry, shortcuts: Shortcuts): string | null {
  const moved = defaults.all
    .filter(({ id }) => shortcuts[id])
    .flatMap((action) => slotsOf(action, shortcuts));
  const clash = moved.find(({ key, ...slot }) => {
    return key !== null && holders(defaults, shortcuts, { key, ...slot }, key).length > 0;
  });
  return clash?.action.id ?? null;
}
