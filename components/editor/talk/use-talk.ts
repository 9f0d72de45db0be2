'use client';
import { useEffect, useSyncExternalStore } from 'react';
import { openBySymbol } from '@/lib/domain/comments';
import type { TalkState } from '@/lib/editor/talk/room';
import { useEditing } from '../state/context';

/** A part of what is said about the formula; `select` must return the same value for the same state. */
export function useTalk<Value>(select: (state: TalkState) => Value): Value {
  const { talk } = useEditing();
  const read = () => select(talk.state);
  return useSyncExternalStore((changed) => talk.subscribe(changed), read, read);
}

/** How often a comment that waits for the server is tried again, without any other sign that it is back. */
const AGAIN_MS = 15_000;

/**
 * Takes up what was left in this browser, tries again what waits, asks what others have said when the person comes
 * back to the window, and tells the editor which symbols are talked about.
 */
export function useTalkLife(): void {
  const { talk, editor } = useEditing();
  const comments = useTalk((state) => state.comments);
  const waits = useTalk(
    ({ sending, leftBehind }) => sending.name === 'waiting' || leftBehind.some(({ sent }) => sent),
  );
  useEffect(() => {
    void talk.open();
    const back = () => void talk.resume().then(() => talk.refresh());
    window.addEventListener('online', back);
    window.addEventListener('focus', back);
    return () => {
      window.removeEventListener('online', back);
      window.removeEventListener('focus', back);
    };
  }, [talk]);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void talk.resume(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [talk, waits]);
  useEffect(() => {
    const commented = openBySymbol(comments);
    if (commented.size > 0 || editor.state.commented.size > 0) editor.update({ commented });
  }, [comments, editor]);
}
