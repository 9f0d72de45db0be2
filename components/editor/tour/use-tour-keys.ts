'use client';
import { useEffect, useRef } from 'react';
import { keyName } from '@/lib/editor/actions/keys';
import { useEditing } from '../state/context';
import { onlyLooks } from './steps';

interface TourKeys {
  readonly next: () => void;
  readonly back: () => void;
  readonly end: () => void;
  /** A key that would have changed something was held back. */
  readonly held: () => void;
}

/** Keys that a button of the tour is pressed and left with. */
const OF_A_BUTTON = ['Enter', 'Space', 'Tab', 'Shift+Tab'];

/** Is it somewhere that has keys of its own: a dialog over the editor, or a button that Enter presses? */
function elsewhere(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[data-tour-panel]')) return target.tagName === 'BUTTON' && OF_A_BUTTON.includes(name);
  return target.closest('[role="dialog"]') !== null;
}

/** Enter goes on, Backspace back, Escape ends; keys that look do what they always do, others wait. */
export function useTourKeys(keys: TourKeys): void {
  const { editor, actions, mode } = useEditing();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = keyName(event);
      if (event.isComposing || elsewhere(event.target, name)) return;
      const { stage, tool } = editor.state;
      const action = actions.forKey(name, stage, mode, tool);
      const own = { Enter: latest.current.next, Backspace: latest.current.back, Escape: latest.current.end }[
        name
      ];
      if (!own && (!action || onlyLooks(action.id))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      (own ?? latest.current.held)();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [actions, editor, mode]);
}
