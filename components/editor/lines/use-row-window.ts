'use client';
import { useEffect, useMemo, useState, type RefObject } from 'react';
import { rowOffsets, rowsInSight } from './row-window';

/** Rows drawn above and below those in sight, so that scrolling shows no gaps. */
const OVERSCAN = 8;
/** What is drawn before the list has been measured. */
const FIRST = 600;

interface Sight {
  readonly top: number;
  readonly height: number;
}

/**
 * Which rows of a long list are in sight; the others are not drawn.
 * @param heightAt height of a row in pixels, known beforehand; the same function while the rows are the same.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  heightAt: (row: number) => number,
) {
  const [sight, setSight] = useState<Sight>({ top: 0, height: FIRST });
  const offsets = useMemo(() => rowOffsets(count, heightAt), [count, heightAt]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);

  const { from, to } = rowsInSight(offsets, sight.top, sight.height, OVERSCAN);
  return { offsets, from, to, total: offsets[count] ?? 0, height: sight.height };
}

/** Scrolls a list just so far that a row is in sight. */
export function revealRow(element: HTMLElement | null, offsets: Float64Array, row: number): void {
  const [top, bottom] = [offsets[row], offsets[row + 1]];
  if (!element || top === undefined || bottom === undefined) return;
  const { scrollTop, clientHeight } = element;
  if (top < scrollTop) element.scrollTo({ top });
  else if (bottom > scrollTop + clientHeight) element.scrollTo({ top: bottom - clientHeight });
}
