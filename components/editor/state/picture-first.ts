'use client';
import { startTransition, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { EditingSession } from '@/lib/editor/save/session';

/** Calls `run` once the next frame was painted; the returned function calls it off. */
function afterPaint(run: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  const request = requestAnimationFrame(() => port2.postMessage(null));
  port1.onmessage = () => {
    port1.close();
    run();
  };
  return () => {
    cancelAnimationFrame(request);
    port1.onmessage = null;
    port1.close();
  };
}

/** A picture, or a journal of unsaved edits, that takes longer than this to come is not waited for. */
const PATIENCE_MS = 300;

type Opening = Pick<EditingSession, 'phase' | 'subscribe'> | null;

/** Whether the formula is past its opening: edited, followed or only looked at. */
function useOpened(session: Opening): boolean {
  const read = () => session?.phase !== 'opening';
  return useSyncExternalStore((changed) => session?.subscribe(changed) ?? (() => undefined), read, read);
}

/**
 * Lets the formula be painted and opened for editing before what stands around it is rendered.
 * @param first false: everything at once.
 * @returns whether to render everything, and what to call when the formula is drawn.
 */
export function usePictureFirst(first: boolean, session: Opening): [whole: boolean, onDrawn: () => void] {
  const [whole, setWhole] = useState(!first);
  const [drawn, setDrawn] = useState(false);
  const opened = useOpened(session);
  useEffect(() => {
    const show = () => startTransition(() => setWhole(true));
    if (whole) return;
    if (drawn && opened) return afterPaint(show);
    const timer = setTimeout(show, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [whole, drawn, opened]);
  return [whole, useCallback(() => setDrawn(true), [])];
}
