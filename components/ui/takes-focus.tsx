'use client';
import { useEffect, useRef, type ReactNode } from 'react';

/**
 * Takes the keyboard when it comes: for the outcome of a decision whose button is gone with it. Give it a key of what
 * was decided, so that the next outcome takes it too.
 */
export function TakesFocus({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="rounded-md">
      {children}
    </div>
  );
}
