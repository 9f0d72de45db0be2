import { useRef } from 'react';

/** What in a dialog takes the keyboard when it opens; without it, the first control does. */
const TAKES_IT = '[data-first-focus]';

export interface FocusReturn {
  /** For the dialog's `onOpenAutoFocus`. */
  readonly onOpenAutoFocus: (event: Event) => void;
  /** For the dialog's `onCloseAutoFocus`. */
  readonly onCloseAutoFocus: (event: Event) => void;
}

/**
 * Gives the keyboard back to what had it before a dialog came. The dialogs' own way is to give it to the button that
 * opened them, and to nothing where a key or a command did. What takes the keyboard inside is marked with
 * `data-first-focus` and not with `autoFocus`, which would have it before anybody can say who had it last.
 */
export function useFocusReturn(): FocusReturn {
  const had = useRef<Element | null>(null);
  return {
    onOpenAutoFocus(event) {
      had.current = document.activeElement;
      const content = event.currentTarget;
      const first = content instanceof HTMLElement ? content.querySelector<HTMLElement>(TAKES_IT) : null;
      if (!first) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus(event) {
      const back = had.current;
      had.current = null;
      if (!(back instanceof HTMLElement) || back === document.body || !back.isConnected) return;
      event.preventDefault();
      back.focus({ preventScroll: true });
    },
  };
}
