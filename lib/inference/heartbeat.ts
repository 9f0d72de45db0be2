import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { env } from '@/lib/env';

/** How often the worker says that it is there. */
export const HEARTBEAT_SECONDS = 5;

/** <FORMULARY_HOME>/run/worker.json: what the worker on this machine last said of itself. */
export const HeartbeatSchema = z.object({
  pid: z.number().int(),
  at: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  /** Connected to the queue in PostgreSQL? */
  queue: z.boolean(),
  /** stage → "candidate name@version"; null while no models are open. */
  models: z.record(z.string(), z.string()).nullable(),
  /** Why there are none. */
  problem: z.string().nullable(),
});
export type Heartbeat = z.infer<typeof HeartbeatSchema>;

export const heartbeatFile = (home: string) => path.join(home, 'run', 'worker.json');

/** The last heartbeat, and whether it is fresh (three beats at most); null when there is none. */
export async function readHeartbeat(now = Date.now()): Promise<(Heartbeat & { fresh: boolean }) | null> {
  const text = await readFile(heartbeatFile(env().FORMULARY_HOME), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = HeartbeatSchema.safeParse(safeJson(text));
  if (!parsed.success) return null;
  return { ...parsed.data, fresh: now - Date.parse(parsed.data.at) <= 3 * HEARTBEAT_SECONDS * 1000 };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
