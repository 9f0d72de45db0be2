const ARIA: Record<string, string> = {
  Ctrl: 'Control',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  Del: 'Delete',
  '⌫': 'Backspace',
  Esc: 'Escape',
};

/** The keys of a combination as it is shown: a plus sign joins them, and may be the last key itself. */
export const keyParts = (keys: string): string[] => keys.split(/\+(?=.)/u);

/** Keys as `aria-keyshortcuts` wants them: `Control+Z`, `ArrowLeft`. */
export function ariaKeys(keys: string | undefined): string | undefined {
  return keys
    ? keyParts(keys)
        .map((key) => ARIA[key] ?? key)
        .join('+')
    : undefined;
}
