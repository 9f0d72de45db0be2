import type PgBoss from 'pg-boss';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { openBoss } from '../boss';
import type { JobDefinition } from '../definition';
import { preannotate } from '../definitions';
import { enqueue } from '../enqueue';

/** `lastTry`: the queue gives the job up after this one. `stopping`: the worker ends; long jobs leave the rest. */
export type Tries = { lastTry: boolean; stopping(): boolean };

/** A kind of job, and what is done about it. */
export interface JobHandler {
  definition: Pick<JobDefinition<object>, 'name'>;
  /** Jobs fetched at a time. */
  batchSize: number;
  /** Jobs of them that are done beside each other; default 1. */
  atOnce?: number;
  /** Does one job; throws what another try may mend. */
  run(data: unknown, tries: Tries): Promise<void>;
  /** Gives what has lost its job a new one. */
  sweep?(boss: PgBoss): Promise<void>;
}

/**
 * Handles jobs of this definition, whose payload is checked first.
 * @param waiting what waits, and may have lost its job
 */
export function jobHandler<Data extends object>(
  definition: JobDefinition<Data>,
  run: (data: Data, tries: Tries) => Promise<void>,
  batchSize = 1,
  waiting?: () => Promise<Data[]>,
): JobHandler {
  return {
    definition,
    batchSize,
    run: (data, tries) => run(definition.schema.parse(data), tries),
    ...(waiting && { sweep: async (boss: PgBoss) => enqueue(definition, await waiting(), boss) }),
  };
}

export interface ConsumerOptions {
  connectionString: string;
  /** Each kind is done beside the others. */
  handlers: readonly JobHandler[];
  /** Ids of formulas that wait, behind `after` in id order. */
  waiting(limit: number, after?: string): Promise<string[]>;
  /** Seconds between looks for formulas whose job was lost. */
  sweepSeconds?: number;
}

/** A job as the queue hands it over. */
type Job = PgBoss.JobWithMetadata<unknown>;

/** Seconds between looks whether the database is there, while it is and while it is not. */
const CHECK_SECONDS = 5;
const RETRY_SECONDS = 1;
const SWEEP_PAGE = 1000;

/**
 * Takes jobs from the queue for as long as the worker lives. PostgreSQL may be away at start, or go and come
 * back later: it is asked again until it answers.
 */
export class Consumer {
  private boss: PgBoss | null = null;
  private stopped = false;
  private wake: () => void = () => undefined;
  private readonly loop: Promise<void>;
  private answering = false;

  constructor(private readonly options: ConsumerOptions) {
    this.loop = this.run();
  }

  /** Did the queue answer when it was last asked? */
  get connected(): boolean {
    return this.answering;
  }

  private async run(): Promise<void> {
    let swept = -Infinity;
    while (!this.stopped) {
      try {
        this.boss ??= await this.open();
        if (Date.now() - swept >= (this.options.sweepSeconds ?? 30) * 1000 || !this.answering) {
          await this.sweep(this.boss);
          swept = Date.now();
        } else await this.options.waiting(1);
        this.answering = true;
        await this.pause(CHECK_SECONDS);
      } catch (error) {
        if (this.answering || !this.boss)
          log('worker').warn({ err: error }, 'the database does not answer; trying again');
        this.answering = false;
        await this.pause(RETRY_SECONDS);
      }
    }
  }

  private async open(): Promise<PgBoss> {
    const boss = await openBoss({
      connectionString: this.options.connectionString,
      supervises: true,
      maxConnections: 4,
    });
    for (const handler of this.options.handlers) {
      await boss.work(
        handler.definition.name,
        { batchSize: handler.batchSize, pollingIntervalSeconds: 0.5, includeMetadata: true },
        (jobs: Job[]) => this.take(handler, jobs),
      );
    }
    // What the queue cannot do, it says: look at once whether the database is still there.
    boss.on('error', () => this.wake());
    log('worker').info('taking jobs');
    return boss;
  }

  /** Does jobs in their order, `atOnce` beside each other; one that must be tried again does not keep the others from being done. */
  private async take(handler: JobHandler, jobs: readonly Job[]): Promise<void> {
    const again: unknown[] = [];
    const left = jobs.values();
    const one = async () => {
      for (const { data, retryCount, retryLimit } of left) {
        try {
          if (this.stopped) throw new AppError('not_ready', 'The worker is stopping.');
          await handler.run(data, { lastTry: retryCount >= retryLimit, stopping: () => this.stopped });
        } catch (error) {
          again.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: handler.atOnce ?? 1 }, one));
    // The queue tries all of them again; those that are done are left alone then.
    const [first] = again;
    if (first) throw first instanceof Error ? first : new Error(String(first));
  }

  /** Gives what waits a job: one may have been lost between its own and the queue's commit. */
  private async sweep(boss: PgBoss): Promise<void> {
    let after: string | undefined;
    do {
      const ids = await this.options.waiting(SWEEP_PAGE, after);
      await enqueue(
        preannotate,
        ids.map((formulaId) => ({ formulaId })),
        boss,
      );
      after = ids.length === SWEEP_PAGE ? ids.at(-1) : undefined;
    } while (after && !this.stopped);
    for (const handler of this.options.handlers) await handler.sweep?.(boss);
  }

  private pause(seconds: number): Promise<void> {
    if (this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Takes no more jobs, lets what runs finish for up to `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    this.wake();
    // A database that is away must not keep the worker from ending.
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([this.loop, new Promise((resolve) => (timer = setTimeout(resolve, graceMs)))]);
    clearTimeout(timer);
    await this.boss?.stop({ graceful: true, wait: true, timeout: graceMs });
  }
}
