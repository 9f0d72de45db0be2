'use client';
import { useEffect, useRef } from 'react';
import { keyName } from '@/lib/editor/actions/keys';
import { pressKey } from '@/lib/editor/actions/press';
import { useActionContext, useEditing } from './context';

/** Keys that mean something to the control that has the focus, and are left to it. */
const OWN_KEYS: Record<string, readonly string[]> = {
  BUTTON: ['Enter', 'Space', 'Tab'],
  A: ['Enter', 'Tab'],
  SELECT: ['Enter', 'Space', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
  SUMMARY: ['Enter', 'Space', 'Tab'],
};

/** In a text field only these reach the editor; everything else is typing. */
const THROUGH_TEXT = ['Mod+S', 'Mod+Enter', 'Shift+Enter'];
const HISTORY_KEYS = ['Mod+Z', 'Mod+Shift+Z', 'Mod+Y'];

function leftToControl(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const tag = target.tagName;
  if (tag === 'INPUT' || tag === 'TEXTAREA' || target.isContentEditable) {
    const label = target.dataset.editorField;
    // The LaTeX source is the annotation's own: its undo is the editor's, and Enter accepts the stage.
    if (label === 'latex' && (HISTORY_KEYS.includes(name) || name === 'Enter')) return false;
    return !THROUGH_TEXT.includes(name) || label === undefined;
  }
  if (target.dataset.editorRegion === 'canvas') return false;
  // Tab is the editor's only on the canvas and on the bare page; elsewhere it walks through the controls.
  if (name === 'Tab' && target !== document.body) return true;
  return OWN_KEYS[tag]?.includes(name) ?? target.closest('[role="dialog"], [role="menu"]') !== null;
}

/** Sends key presses to the registry's actions, from anywhere on the page. */
export function useKeys(): void {
  const { editor, mode, session } = useEditing();
  const context = useActionContext();
  const latest = useRef(context);
  useEffect(() => {
    latest.current = context;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      session?.touch();
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event);
      if (leftToControl(event.target, name)) return;
      if (pressKey(name, mode, latest.current(event.repeat))) event.preventDefault();
    };
    // Whoever comes back to the canvas, or turns to it with the pointer, walks with Tab again.
    const stay = () => editor.state.tabLeaves && editor.update({ tabLeaves: false });
    window.addEventListener('keydown', onKey);
    window.addEventListener('focusin', stay);
    window.addEventListener('pointerdown', stay);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('focusin', stay);
      window.removeEventListener('pointerdown', stay);
    };
  }, [editor, mode, session]);
}
