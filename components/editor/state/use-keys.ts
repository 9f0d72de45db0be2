'use client';
import { useEffect, useRef } from 'react';
import { keyName } from '@/lib/editor/actions/keys';
import { pressKey } from '@/lib/editor/actions/press';
import { useActionContext, useEditing } from './context';
import { leftToControl, type Focused } from './left-keys';

const DIALOG = '[role="dialog"]:not([data-tour-panel]), [role="alertdialog"], [role="menu"]';

function placeOf(target: HTMLElement): Focused['place'] {
  if (target === document.body) return 'page';
  if (target.dataset.editorRegion === 'canvas') return 'canvas';
  return target.closest(DIALOG) ? 'dialog' : 'panel';
}

function focusedOn(target: HTMLElement): Focused {
  const { tagName: tag, isContentEditable } = target;
  const type = target instanceof HTMLInputElement ? target.type : '';
  const { dataset } = target.closest<HTMLElement>('[data-editor-field]') ?? target;
  return {
    tag,
    type,
    typing: (tag === 'INPUT' && type !== 'range') || tag === 'TEXTAREA' || isContentEditable,
    field: dataset.editorField,
    place: placeOf(target),
  };
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
      const { target } = event;
      const focused = target instanceof HTMLElement ? focusedOn(target) : null;
      if (focused && leftToControl(focused, name, actions.forKey(name, stage, mode, tool))) return;
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
