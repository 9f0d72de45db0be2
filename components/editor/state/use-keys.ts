'use client';
import { useEffect, useRef } from 'react';
import type { Action } from '@/lib/editor/actions/action';
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

/** Keys that write or move in a text field, whatever action a person has given them to. */
const types = (name: string) => !/^(?:Mod|Alt)\+|^(?:Shift\+)?(?:Enter|F\d+)$/u.test(name);

function leftToField(field: string | undefined, name: string, action: Action | undefined): boolean {
  if (field === undefined || !action || types(name)) return true;
  // The LaTeX source is the annotation's own: its undo is the editor's, and Enter accepts the stage.
  if (field === 'latex' && (action.group === 'history' || action.id === 'stage.accept')) return false;
  return !action.reachesText || name === 'Enter';
}

function leftToControl(target: EventTarget | null, name: string, action: Action | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const tag = target.tagName;
  if (tag === 'INPUT' || tag === 'TEXTAREA' || target.isContentEditable) {
    const { dataset } = target.closest<HTMLElement>('[data-editor-field]') ?? target;
    return leftToField(dataset.editorField, name, action);
  }
  if (target.dataset.editorRegion === 'canvas') return false;
  // Tab is the editor's only on the canvas and on the bare page; elsewhere it walks through the controls.
  if (name === 'Tab' && target !== document.body) return true;
  return OWN_KEYS[tag]?.includes(name) ?? target.closest('[role="dialog"], [role="menu"]') !== null;
}

/** Sends key presses to the registry's actions, from anywhere on the page. */
export function useKeys(): void {
  const { editor, mode, session, actions } = useEditing();
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
      const { stage, tool } = editor.state;
      if (leftToControl(event.target, name, actions.forKey(name, stage, mode, tool))) return;
      if (pressKey(name, mode, latest.current(event.repeat), actions)) event.preventDefault();
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
  }, [actions, editor, mode, session]);
}
