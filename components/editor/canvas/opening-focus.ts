/** What of a document decides who has the keyboard. */
interface Page {
  readonly activeElement: Pick<Element, 'closest'> | null;
  readonly body: Pick<Element, 'closest'>;
  querySelector(selectors: string): unknown;
}

const DIALOG = '[role="dialog"], [role="alertdialog"]';
const TYPING = 'input, textarea, select, [contenteditable="true"]';

/** May a formula that has just been opened take the keyboard? Not from a dialog, nor from somebody who is typing. */
export function mayTakeFocus(page: Page): boolean {
  if (page.querySelector(DIALOG)) return false;
  const { activeElement, body } = page;
  return !activeElement || activeElement === body || !activeElement.closest(TYPING);
}
