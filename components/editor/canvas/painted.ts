import type { Editor } from '@/lib/editor/editor';

const painted = new WeakSet<Editor>();

/** Notes that picture and boxes of this editor's formula are on the canvas. */
export function notePainted(editor: Editor): void {
  painted.add(editor);
}

export function isPainted(editor: Editor): boolean {
  return painted.has(editor);
}
