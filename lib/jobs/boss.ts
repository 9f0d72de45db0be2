import PgBoss from 'pg-boss';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { JOB_DEFINITIONS } from './definitions';

export interface BossOptions {
  connectionString: string;
  /** The worker also retries, expires and archives; whoever only sends does not. */
  supervises: boolean;
  maxConnections: number;
}

/** Opens the queue in PostgreSQL (schema `pgboss`) and makes sure that every job's queue is there. */
export async function openBoss({
  connectionString,
  supervises,
  maxConnections,
}: BossOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    max: maxConnections,
    application_name: supervises ? 'formulary-worker' : 'formulary-sender',
    supervise: supervises,
    schedule: false,
  });
  // Without a listener a lost connection would end the process; the queue connects again by itself.
  boss.on('error', (error) => log('jobs').warn({ err: error }, 'queue'));
  try {
    await boss.start();
    for (const { name, retries, retryDelaySeconds, expireSeconds } of JOB_DEFINITIONS) {
      await boss.createQueue(name, {
        name,
        policy: 'short',
        retryLimit: retries,
        retryDelay: retryDelaySeconds,
        retryBackoff: true,
        expireInSeconds: expireSeconds,
      });
    }
  } catch (error) {
    await boss.stop({ graceful: false, wait: false }).catch(() => undefined);
    throw error;
  }
  return boss;
}

const holder = globalThis as typeof globalThis & { formularySender?: Promise<PgBoss> };

/** The queue of this process for sending, opened at first use on DATABASE_URL. */
export function sender(): Promise<PgBoss> {
  const { DATABASE_URL } = env();
  if (!DATABASE_URL) {
    throw new AppError('not_ready', 'No database: start the server with npm start, or set DATABASE_URL.');
  }
  if (!holder.formularySender) {
    const opening = openBoss({ connectionString: DATABASE_URL, supervises: false, maxConnections: 2 });
    holder.formularySender = opening;
    // A database that was away is asked again by the next caller.
    opening.catch(() => (holder.formularySender = undefined));
  }
  return holder.formularySender;
}

/** Ends the sending queue of this process, if there is one. */
export async function closeSender(): Promise<void> {
  const opened = holder.formularySender;
  holder.formularySender = undefined;
  const boss = await opened?.catch(() => undefined);
  await boss?.stop({ graceful: false, wait: true, timeout: 2000 });
}
