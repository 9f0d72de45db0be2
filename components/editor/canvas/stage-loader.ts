'use client';
import { createElement, useEffect, useSyncExternalStore, type ComponentProps, type ReactNode } from 'react';

type StageComponent = typeof import('./konva-stage').default;

let stage: StageComponent | null = null;
const listeners = new Set<() => void>();

/** Fetches what draws the formula before there is one, so that the first is drawn at once. */
export async function preloadStage(): Promise<void> {
  stage ??= (await import('./konva-stage')).default;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * What draws the formula, once it is there: Konva wants a browser, so that a server never loads it. Not by way of
 * `lazy`, which shows a placeholder first and holds what comes after it back, even when nothing has to be fetched.
 */
export function useStage(): ((props: ComponentProps<StageComponent>) => ReactNode) | null {
  const loaded = useSyncExternalStore(
    subscribe,
    () => stage,
    () => null,
  );
  useEffect(() => void preloadStage(), []);
  return loaded && ((props) => createElement(loaded, props));
}
