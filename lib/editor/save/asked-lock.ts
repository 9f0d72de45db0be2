import { z } from 'zod';
import { randomUuid } from '../uuid';
import type { Clock } from './clock';
import type { TabLock } from './tabs';

/** Everybody in line hears everything that the others say. */
export interface Wire {
  post(message: unknown): void;
  /** Replaces the listener. */
  listen(listener: (message: unknown) => void): void;
  close(): void;
}

const PlaceSchema = z.object({ since: z.number(), id: z.string() });
/** Whose turn it is: who came first. */
type Place = z.infer<typeof PlaceSchema>;

const MessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ask'), from: PlaceSchema }),
  /** Somebody comes before the one who asked. */
  z.object({ type: z.literal('wait'), to: z.string() }),
  z.object({ type: z.literal('free') }),
]);
type Message = z.infer<typeof MessageSchema>;

/** A tab in the background hears messages at once, however slow its timers are; nobody there is silence of this long. */
const ANSWER_MS = 150;
/** How often one who waits asks again: who has died says nothing. */
const AGAIN_MS = 1_000;

const isBefore = (a: Place, b: Place) => (a.since === b.since ? a.id < b.id : a.since < b.since);

/**
 * The lock where a browser has no Web Locks (plain HTTP): whoever wants it asks, and has it when nobody who came
 * before answers. A tab that is stopped for longer than an answer takes can lose it without knowing; the server's
 * version check keeps order then.
 */
export function askedLock(open: () => Wire, clock: Clock): TabLock {
  return {
    acquire: (onWait) =>
      new Promise((resolve) => {
        const wire = open();
        const me: Place = { since: clock.now(), id: randomUuid() };
        const say = (message: Message) => wire.post(message);
        let holding = false;
        let told = false;
        let answered = false;
        let callOff: () => void = () => undefined;
        const letGo = () => {
          if (!holding) return;
          holding = false;
          wire.listen(() => undefined);
          say({ type: 'free' });
          wire.close();
        };
        const decide = () => {
          if (!answered) {
            holding = true;
            return resolve(letGo);
          }
          callOff = clock.after(AGAIN_MS, ask);
          if (told) return;
          told = true;
          onWait();
        };
        const ask = () => {
          callOff();
          answered = false;
          say({ type: 'ask', from: me });
          callOff = clock.after(ANSWER_MS, decide);
        };
        wire.listen((heard) => {
          const { data } = MessageSchema.safeParse(heard);
          if (data?.type === 'ask') {
            if (holding || isBefore(me, data.from)) say({ type: 'wait', to: data.from.id });
            // It came first, and could not have heard this one ask.
            else answered = true;
          }
          if (data?.type === 'wait' && data.to === me.id) answered = true;
          if (data?.type === 'free' && !holding) ask();
        });
        ask();
      }),
  };
}
