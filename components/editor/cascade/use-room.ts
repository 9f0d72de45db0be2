'use client';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { isIn } from './steady-rows';

/** Height of a row in CSS pixels. */
export const ROW_HEIGHT = 32;

/** Where the pointer is, and whether it was used after the last key. */
function usePointer() {
  const last = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    const onMove = ({ clientX: x, clientY: y }: PointerEvent) => {
      last.current = { x, y };
    };
    const onKey = () => {
      last.current = null;
    };
    window.addEventListener('pointermove', onMove, { passive: true });
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('keydown', onKey, true);
    };
  }, []);
  return last;
}

/**
 * How many of `wanted` rows there is room for above `edge`: no row comes up under the pointer of somebody who is
 * about to click what is there. It waits for the pointer to leave that strip, or for a key.
 */
export function useRoom(wanted: number, edge: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(wanted);
  const pointer = usePointer();
  if (wanted < room) setRoom(wanted);
  useLayoutEffect(() => {
    if (wanted <= room) return;
    const isFree = () => {
      const rect = edge.current?.getBoundingClientRect();
      if (!rect || !pointer.current) return true;
      const { left, right, top } = rect;
      return !isIn(
        { left, right, top: top - wanted * ROW_HEIGHT, bottom: top - room * ROW_HEIGHT },
        pointer.current,
      );
    };
    const check = () => isFree() && setRoom(wanted);
    check();
    window.addEventListener('pointermove', check, { passive: true });
    window.addEventListener('keydown', check);
    return () => {
      window.removeEventListener('pointermove', check);
      window.removeEventListener('keydown', check);
    };
  }, [edge, pointer, room, wanted]);
  return Math.min(room, wanted);
}
