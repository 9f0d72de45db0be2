/** The arrow key of each direction. */
export const ARROWS = { left: 'ArrowLeft', right: 'ArrowRight', up: 'ArrowUp', down: 'ArrowDown' } as const;

/** The parts of a keyboard event that decide which key it is. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * The character of a key whatever the input method: with the Korean input method on, D reports `ㅇ`
 * or `Process`, and with Alt on a Mac it reports `∂`; the key itself is in `code`.
 */
function character({ key, code, altKey }: KeyPress): string {
  const ascii = key.length > 1 ? key !== 'Process' && key !== 'Unidentified' : /^[\x20-\x7e]$/u.test(key);
  if (ascii && !(altKey && key.length === 1)) return key;
  const fromCode = /^(?:Key([A-Z])|Digit(\d))$/u.exec(code);
  return fromCode ? (fromCode[1] ?? fromCode[2] ?? key) : key;
}

/**
 * The one name of a key press, e.g. `Mod+Shift+Z`, `Alt+ArrowUp`, `?`. `Mod` is Control, or Command
 * on a Mac. Shift is left out where the character says it already (`?`, `+`, `_`).
 */
export function keyName(press: KeyPress): string {
  const raw = character(press);
  const key = raw === ' ' ? 'Space' : raw.length === 1 ? raw.toUpperCase() : raw;
  const shiftCounts = key.length > 1 || /^[A-Z0-9]$/u.test(key);
  return [
    (press.ctrlKey || press.metaKey) && 'Mod',
    press.altKey && 'Alt',
    press.shiftKey && shiftCounts && 'Shift',
    key,
  ]
    .filter(Boolean)
    .join('+');
}
