'use client';
import { startTransition, useCallback, useEffect, useState } from 'react';

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

/** A picture that takes longer than this to come is not waited for. */
const PATIENCE_MS = 300;

/**
 * Lets the formula be painted before what stands around it is rendered.
 * @param first false: everything at once.
 * @returns whether to render everything, and what to call when the formula is drawn.
 */
export function usePictureFirst(first: boolean): [whole: boolean, onDrawn: () => void] {
  const [whole, setWhole] = useState(!first);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const show = () => startTransition(() => setWhole(true));
    if (whole) return;
    if (drawn) return afterPaint(show);
    const timer = setTimeout(show, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [whole, drawn]);
  return [whole, useCallback(() => setDrawn(true), [])];
}
