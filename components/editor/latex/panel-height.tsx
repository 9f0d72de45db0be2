'use client';
import { useTranslations } from 'next-intl';
import { useState, useSyncExternalStore, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';

const PLACE = 'formulary.latexPanelHeight';
const DEFAULT = 156;
const MIN = 136;
const MAX = 360;
const STEP = 16;

const within = (height: number) => Math.min(MAX, Math.max(MIN, Math.round(height)));

function readHeight(): number {
  try {
    return within(Number(localStorage.getItem(PLACE) ?? DEFAULT) || DEFAULT);
  } catch {
    return DEFAULT;
  }
}

const never = () => () => undefined;

/** Keeps the room of the panel before it is there. */
export function LatexRoom() {
  const height = useSyncExternalStore(never, readHeight, () => DEFAULT);
  return <div aria-hidden="true" className="shrink-0 border-t border-line bg-raised" style={{ height }} />;
}

/** The height of the panel in CSS pixels, kept in this browser, and the edge that changes it. */
export function usePanelHeight(): { height: number; edge: ReactNode } {
  const t = useTranslations('latexBar');
  const kept = useSyncExternalStore(never, readHeight, () => DEFAULT);
  const [chosen, setChosen] = useState<number | null>(null);
  const height = chosen ?? kept;
  const choose = (next: number) => {
    setChosen(within(next));
    try {
      localStorage.setItem(PLACE, String(within(next)));
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: STEP, ArrowDown: -STEP, Home: MIN - MAX, End: MAX - MIN }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    choose(height + step);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) choose(height - event.movementY);
  };
  const edge = (
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('resize')}
      aria-valuenow={height}
      aria-valuemin={MIN}
      aria-valuemax={MAX}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => choose(DEFAULT)}
      className="absolute inset-x-0 -top-1 z-10 h-2 cursor-row-resize touch-none focus-visible:outline-2 focus-visible:outline-focus hover:bg-accent/20"
    />
  );
  return { height, edge };
}
