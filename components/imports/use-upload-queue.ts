'use client';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { durablePendingFiles, volatilePendingFiles } from './pending-files';
import { sendFile } from './transport';
import { UploadQueue, type QueueSnapshot } from './upload-queue';

const EMPTY: QueueSnapshot = { items: [], paused: false, obstacle: null };
const nothing = () => () => undefined;

/**
 * The queue of this person's import into this project. What an earlier visit left goes on at once;
 * `resumed` says how many files that were. Only one tab sends at a time (Web Lock).
 */
export function useUploadQueue(owner: string, onBatchSettled: (batchId: string) => void) {
  const [queue, setQueue] = useState<UploadQueue | null>(null);
  const [durable, setDurable] = useState(true);
  const [resumed, setResumed] = useState(0);
  const settled = useRef(onBatchSettled);
  useEffect(() => {
    settled.current = onBatchSettled;
  });

  useEffect(() => {
    const gone = new AbortController();
    const open = async () => {
      const files = await durablePendingFiles(owner).catch(() => volatilePendingFiles());
      const made = new UploadQueue({
        files,
        send: sendFile,
        onBatchSettled: (batchId) => settled.current(batchId),
      });
      if (gone.signal.aborted) return;
      setDurable(files.durable);
      setQueue(made);
      // The lock is held until the screen is left, so that a second tab does not send the same files.
      await navigator.locks.request(`formulary-import:${owner}`, { signal: gone.signal }, async () => {
        setResumed(await made.resume());
        await new Promise<void>((resolve) => gone.signal.addEventListener('abort', () => resolve()));
        made.setPaused(true);
      });
    };
    open().catch((error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
    return () => gone.abort();
  }, [owner]);

  const snapshot = useSyncExternalStore(
    queue?.subscribe ?? nothing,
    queue?.getSnapshot ?? (() => EMPTY),
    () => EMPTY,
  );
  return { queue, snapshot, durable, resumed };
}
