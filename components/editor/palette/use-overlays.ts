'use client';
import { useCallback, useMemo, useState } from 'react';
import type { EditorHost } from '@/lib/editor/actions/action';
import { usePreferences } from '../personal/preferences';

export type Overlay = 'help' | 'palette' | 'tour';

export interface Overlays {
  readonly open: Overlay | null;
  readonly host: Pick<EditorHost, 'toggleHelp' | 'togglePalette' | 'startTour'>;
  show(overlay: Overlay | null): void;
}

/** What may lie over the editor: one thing at a time. */
export function useOverlays(mayTour: boolean): Overlays {
  const [open, setOpen] = useState<Overlay | null>(null);
  const { markTourSeen } = usePreferences();
  const toggle = useCallback((overlay: Overlay) => setOpen((now) => (now === overlay ? null : overlay)), []);
  const host = useMemo(
    () => ({
      toggleHelp: () => toggle('help'),
      togglePalette: () => toggle('palette'),
      ...(mayTour && {
        startTour: () => {
          setOpen('tour');
          markTourSeen();
        },
      }),
    }),
    [markTourSeen, mayTour, toggle],
  );
  return { open, host, show: setOpen };
}
