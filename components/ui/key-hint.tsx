'use client';
import { useSyncExternalStore } from 'react';
import { keyParts } from './aria-keys';

const never = () => () => undefined;
const onMac = () => /Mac|iPhone|iPad/u.test(navigator.userAgent);

/** The key that does the same as the control beside it, e.g. `Shift+Enter`; Control is Command on a Mac. */
export function KeyHint({ keys }: { keys: string }) {
  const mac = useSyncExternalStore(never, onMac, () => false);
  return (
    <span aria-hidden="true" className="inline-flex items-center gap-0.5">
      {keyParts(keys).map((key) => (
        <kbd
          key={key}
          className="rounded-[3px] border border-current/30 px-1 font-sans text-[0.6875rem] leading-4 font-medium"
        >
          {mac && key === 'Ctrl' ? '⌘' : key}
        </kbd>
      ))}
    </span>
  );
}
