import { z } from 'zod';
import { AnnotationSchema } from '@/lib/domain/annotation/schema';

/** What tabs with the same annotation open tell each other. */
export const TabMessageSchema = z.discriminatedUnion('type', [
  /** The saving tab's document, after every change and when somebody asks. */
  z.object({ type: z.literal('document'), annotation: AnnotationSchema }),
  z.object({ type: z.literal('ask') }),
  /** Another tab wants to be the one that saves. */
  z.object({ type: z.literal('hand_over') }),
]);
export type TabMessage = z.infer<typeof TabMessageSchema>;

export interface TabChannel {
  post(message: TabMessage): void;
  /** Replaces the listener. */
  listen(listener: (message: TabMessage) => void): void;
  close(): void;
}

/** A lock that one tab holds at a time; it falls to the next one when the holder lets go or dies. */
export interface TabLock {
  /**
   * Waits in line for the lock. `onWait` is called when another tab has it now.
   * @returns once it is held, with the function that lets go of it.
   */
  acquire(onWait: () => void): Promise<() => void>;
}

export function broadcastChannel(name: string): TabChannel {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      channel.onmessage = (event: MessageEvent<unknown>) => {
        const parsed = TabMessageSchema.safeParse(event.data);
        if (parsed.success) listener(parsed.data);
      };
    },
    close: () => channel.close(),
  };
}
