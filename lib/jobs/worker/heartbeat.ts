import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/env';
import { HEARTBEAT_SECONDS, heartbeatFile, type Heartbeat } from '@/lib/inference/heartbeat';
import { log } from '@/lib/log';

/** Writes the worker's heartbeat every few seconds until it is stopped; then takes it away. */
export function startHeartbeat(state: () => Omit<Heartbeat, 'at' | 'pid'>): { stop(): Promise<void> } {
  const file = heartbeatFile(env().FORMULARY_HOME);
  let writing: Promise<void> = Promise.resolve();
  const beat = async () => {
    const heartbeat: Heartbeat = { pid: process.pid, at: new Date().toISOString(), ...state() };
    const draft = `${file}.${process.pid}`;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(draft, JSON.stringify(heartbeat));
    await rename(draft, file);
  };
  const next = () => {
    writing = writing.then(beat).catch((error: unknown) => log('worker').warn({ err: error }, 'heartbeat'));
  };
  next();
  const timer = setInterval(next, HEARTBEAT_SECONDS * 1000);
  return {
    stop: async () => {
      clearInterval(timer);
      await writing;
      await rm(file, { force: true });
    },
  };
}
