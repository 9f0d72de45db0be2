'use client';
import { HelpSheet } from '../panels/help-sheet';
import { useEditing } from '../state/context';
import { Tour } from '../tour/tour';
import { CommandPalette } from './command-palette';
import type { Overlays } from './use-overlays';

/** Help, commands and the tour, over the editor. */
export function EditorOverlays({ open, show }: Overlays) {
  const { editor } = useEditing();
  return (
    <>
      {open === 'help' && <HelpSheet open onOpenChange={(now) => show(now ? 'help' : null)} />}
      <CommandPalette open={open === 'palette'} onOpenChange={(now) => show(now ? 'palette' : null)} />
      {open === 'tour' && (
        <Tour
          onEnd={() => {
            show(null);
            editor.requestFocus('canvas');
          }}
        />
      )}
    </>
  );
}
