import type { MouseEvent } from 'react';

/**
 * For `onMouseDown` of a panel: a click on one of its buttons leaves the keyboard where it is. Enter after a click on Undo
 * is meant for the stage, and is not another Undo. Who walks to the buttons with Tab has the keyboard on them as ever.
 */
export function keepKeyboard(event: MouseEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  const button = target instanceof Element ? target.closest('button') : null;
  // What a panel opens elsewhere on the page, as a menu, tells it of clicks too.
  if (button && currentTarget.contains(button)) event.preventDefault();
}
