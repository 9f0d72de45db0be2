'use client';
import { useEffect } from 'react';
import { useEditing, useEditorState } from './context';

const KEY = 'formulary.snap';

/** Where the browser keeps nothing (private windows, no room), the choice lasts as long as the formula. */
function kept(): boolean | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === null ? null : value === 'on';
  } catch {
    return null;
  }
}

function keep(snap: boolean): void {
  try {
    localStorage.setItem(KEY, snap ? 'on' : 'off');
  } catch {
    // Nothing is lost but the choice.
  }
}

/** Are new boxes drawn tight around their ink? The choice is kept in this browser, for the next formula too. */
export function useKeptSnap(): boolean {
  const { editor } = useEditing();
  const snap = useEditorState((state) => state.snap);
  useEffect(() => {
    const before = kept();
    if (before !== null) editor.update({ snap: before });
    let last = editor.state.snap;
    return editor.subscribe(() => {
      if (editor.state.snap === last) return;
      last = editor.state.snap;
      keep(last);
    });
  }, [editor]);
  return snap;
}
