'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** Whether the page answers to clicks yet; until then a control that needs scripts is better disabled. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
