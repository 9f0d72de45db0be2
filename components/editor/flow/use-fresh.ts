'use client';
import { useEffect, useState } from 'react';
import type { EditorPayload } from '@/lib/domain/editor-payload';

/** What has been on the screen in this page. */
const shown = new WeakSet<EditorPayload>();

/**
 * Is this formula as the server has just sent it? Back and Forward show a page as it was sent the first time: the
 * formula that one began with, as it was before all work on it, and still open though it is handed in. That page is
 * asked for anew, at the address that the browser went back to.
 * @returns false where it is, and nothing is to be shown until it comes
 */
export function useFresh(payload: EditorPayload): boolean {
  const [kept] = useState(() => shown.has(payload));
  useEffect(() => {
    if (kept) window.location.reload();
    else shown.add(payload);
  }, [kept, payload]);
  return !kept;
}
