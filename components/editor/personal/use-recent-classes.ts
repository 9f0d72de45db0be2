'use client';
import { useEffect } from 'react';
import type { Editor } from '@/lib/editor/editor';
import { MAX_CHOICES } from '@/lib/editor/kernels/candidates';
import { readRecent, rememberRecent } from './recent';

/** The classes used last go on with the person from formula to formula of a project. */
export function useRecentClasses(editor: Editor, projectId: string): void {
  useEffect(() => {
    const what = `classes/${projectId}`;
    const known = new Set(editor.subject.classes);
    const before = readRecent(what).filter((name) => known.has(name));
    if (before.length > 0) editor.update({ recentClasses: before });
    let [newest] = editor.state.recentClasses;
    return editor.subscribe(() => {
      const [now] = editor.state.recentClasses;
      if (now === newest || now === undefined) return;
      newest = now;
      rememberRecent(what, now, MAX_CHOICES);
    });
  }, [editor, projectId]);
}
