'use client';
import { startTransition, useEffect, useState } from 'react';

/** Calls `run` once the next frame was painted; the returned function calls it off. */
export function afterPaint(run: () => void): () => void {
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

/**
 * Whether what stands around the picture is to be rendered: from the second frame on, so that the first one comes
 * sooner and shows the formula. @param first false: everything at once.
 */
export function usePictureFirst(first: boolean): boolean {
  const [whole, setWhole] = useState(!first);
  useEffect(() => (whole ? undefined : afterPaint(() => startTransition(() => setWhole(true)))), [whole]);
  return whole;
}
