'use client';
import { useEffect } from 'react';
import type { Editor } from '@/lib/editor/editor';

const KEY = 'formulary.labels';

/** Whether this person wants classes written at the boxes in every stage; where nothing is kept, not. */
export function keptLabels(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

/** Keeps the choice in this browser, for the next formula too, as soon as it is another. */
export function useKeepLabels(editor: Editor): void {
  useEffect(() => {
    let last = editor.state.labels;
    return editor.subscribe(() => {
      if (editor.state.labels === last) return;
      last = editor.state.labels;
      try {
        localStorage.setItem(KEY, last ? 'on' : 'off');
      } catch {
        // Nothing is lost but the choice.
      }
    });
  }, [editor]);
}
