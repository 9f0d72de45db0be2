'use client';
import { useEffect } from 'react';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import type { Editor } from '@/lib/editor/editor';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import type { SaveStatus } from '@/lib/editor/save/status';
import { useEditing } from '../state/context';
import { isPainted } from './painted';

/** What browser tests may read, since a canvas is mute. Nothing can be changed through it. */
export interface EditorProbe {
  /** The box of a symbol in CSS pixels of the window; null when there is no such symbol. */
  boxRect(id: string): Box | null;
  symbols(): { id: string; class: string }[];
  saveState(): SaveStatus | null;
  /** Whether the picture and all boxes are on the canvas. */
  drawn(): boolean;
}

declare global {
  interface Window {
    __formularyEditor?: EditorProbe;
  }
}

function rectOf(editor: Editor, element: HTMLElement, id: string): Box | null {
  const symbol = editor.state.annotation.symbols[id as SymbolId];
  if (!symbol) return null;
  const corner = element.getBoundingClientRect();
  const box = boxOnScreen(editor.state.view, symbol.box);
  return { ...box, x: box.x + corner.x, y: box.y + corner.y };
}

/** Hangs the probe on the window while the canvas is shown. */
export function useProbe(element: HTMLElement | null): void {
  const { editor, session } = useEditing();
  useEffect(() => {
    if (!element) return;
    const probe: EditorProbe = Object.freeze({
      boxRect: (id: string) => rectOf(editor, element, id),
      symbols: () =>
        Object.values(editor.state.annotation.symbols).map(({ id, class: name }) => ({ id, class: name })),
      saveState: () => session?.status ?? null,
      drawn: () => isPainted(editor),
    });
    window.__formularyEditor = probe;
    return () => {
      if (window.__formularyEditor === probe) delete window.__formularyEditor;
    };
  }, [editor, element, session]);
}
