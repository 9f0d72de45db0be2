import { z } from 'zod';

/** A key with its modifiers, in the one order that the editor writes them: `Mod+Alt+Shift+Z`, `?`, `ArrowUp`. */
const KEY_NAME = /^(?:Mod\+)?(?:Alt\+)?(?:Shift\+)?(?:[!-~\u00a1-\u024f]|[A-Z][A-Za-z0-9]{1,24})$/u;
export const KeyNameSchema = z.string().regex(KEY_NAME);

const ActionIdSchema = z
  .string()
  .max(80)
  .regex(/^[a-z]\w*(?:\.\w+)*$/u);
/** Which of an action's keys is moved: its default key, or '' for the key of an action that has none. */
const SlotSchema = z.union([z.literal(''), KeyNameSchema]);

/** More than there are actions; a limit all the same, since it is stored. */
const MAX_ACTIONS = 500;

/**
 * The keys that a person has moved, by action and by the default key that is moved; null takes a key away.
 * Only what differs from the defaults is here, so that new defaults reach everybody.
 */
export const ShortcutsSchema = z
  .record(ActionIdSchema, z.record(SlotSchema, KeyNameSchema.nullable()))
  .refine((shortcuts) => Object.keys(shortcuts).length <= MAX_ACTIONS, 'too many actions')
  .refine((shortcuts) => Object.values(shortcuts).every((slots) => Object.keys(slots).length <= 8), {
    error: 'too many keys for one action',
  })
  .refine(
    (shortcuts) =>
      Object.values(shortcuts)
        .flatMap((slots) => Object.values(slots))
        .every((name) => name === null || refusedKey(name) === null),
    { error: 'a key that belongs to the browser or to moving the focus' },
  );
export type Shortcuts = z.infer<typeof ShortcutsSchema>;

/** Why a key cannot be given to an action. */
export type KeyRefusal = 'modifier' | 'unnamed' | 'focus' | 'escape' | 'browser' | 'zoom' | 'clipboard';

/** Combinations that browsers keep to themselves, or that nobody expects a page to take. */
const OF_THE_BROWSER = new Set([
  ...['T', 'N', 'W', 'R', 'L', 'Q', 'F', 'P', 'O', 'H', 'J', 'U', 'Tab', 'Shift+Tab', 'F4'].map(
    (key) => `Mod+${key}`,
  ),
  ...['T', 'N', 'W', 'R', 'I', 'J', 'C', 'B', 'O', 'Delete', 'P'].map((key) => `Mod+Shift+${key}`),
  ...['ArrowLeft', 'ArrowRight', 'F4', 'Home', 'D', 'E', 'F', 'Tab', 'Space'].map((key) => `Alt+${key}`),
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'Shift+F10', 'ContextMenu'],
  ...Array.from({ length: 9 }, (_, index) => `Mod+${index + 1}`),
]);
const OF_ZOOM = new Set(['Mod++', 'Mod+=', 'Mod+-', 'Mod+0', 'Mod+_']);
const OF_THE_CLIPBOARD = new Set(['Mod+C', 'Mod+V', 'Mod+X', 'Mod+Shift+V', 'Mod+Insert', 'Shift+Insert']);
const MODIFIER =
  /(?:^|\+)(?:Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock|ScrollLock|Fn|Dead|Process|Unidentified|HangulMode|HanjaMode|JunjaMode|Compose)$/u;

/** Why this key cannot be an action's, or null where it can. */
export function refusedKey(name: string): KeyRefusal | null {
  if (MODIFIER.test(name)) return 'modifier';
  if (!KEY_NAME.test(name)) return 'unnamed';
  if (/(?:^|\+)Tab$/u.test(name) && !name.startsWith('Mod+') && !name.startsWith('Alt+')) return 'focus';
  if (/(?:^|\+)Escape$/u.test(name)) return 'escape';
  if (OF_THE_BROWSER.has(name)) return 'browser';
  if (OF_ZOOM.has(name)) return 'zoom';
  return OF_THE_CLIPBOARD.has(name) ? 'clipboard' : null;
}
