'use client';
import { startTransition, useEffect, useState } from 'react';
import type { EditingSession } from '@/lib/editor/save/session';
import { afterPaint } from './after-paint';

/** A picture, or a journal of unsaved edits, that takes longer than this to come is not waited for. */
const PATIENCE_MS = 300;

/** Whether the formula was drawn. */
class Progress {
  drawn = false;
  #listener: (() => void) | null = null;

  readonly note = () => {
    this.drawn = true;
    this.#listener?.();
  };

  listen(listener: () => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = null;
    };
  }
}

type Opening = Pick<EditingSession, 'phase' | 'subscribe'> | null;

/**
 * Lets the formula be painted and opened for editing before what stands around it is rendered.
 * @param first false: everything at once.
 * @returns whether to render everything, and what to call when the formula is drawn.
 */
export function usePictureFirst(first: boolean, session: Opening): [whole: boolean, onDrawn: () => void] {
  const [whole, setWhole] = useState(!first);
  // Not React's to know: what is drawn renders nothing but what comes after it.
  const [progress] = useState(() => new Progress());
  useEffect(() => {
    if (whole) return;
    const show = () => startTransition(() => setWhole(true));
    let callOff = () => undefined as void;
    const check = () => {
      if (!progress.drawn || session?.phase === 'opening') return;
      callOff();
      callOff = afterPaint(show);
    };
    const timer = setTimeout(show, PATIENCE_MS);
    const ends = [progress.listen(check), session?.subscribe(check)];
    check();
    return () => {
      clearTimeout(timer);
      callOff();
      for (const end of ends) end?.();
    };
  }, [whole, progress, session]);
  return [whole, progress.note];
}
