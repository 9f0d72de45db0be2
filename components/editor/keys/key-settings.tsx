'use client';
import { KeyList } from './key-list';
import { KeyState } from './key-state';
import { useKeyEditor } from './use-key-editor';

/** All keys of the editor, to be changed. */
export function KeySettings() {
  const editor = useKeyEditor();
  return (
    <div className="flex flex-col gap-3">
      <KeyState editor={editor} />
      <KeyList editor={editor} />
    </div>
  );
}
