import { AppError } from '@/lib/errors';
import { log, publicError } from '@/lib/log';
import { EngineChild, type ChildOptions } from './engine-child';
import type { EngineAnswer, EngineTask } from './engine-protocol';

/** A person waits for an interactive task; batch work waits for people. */
export type Priority = 'interactive' | 'batch';

export interface EngineOptions extends ChildOptions {
  /** Longest time for one image; then the process is ended and a new one is started. */
  timeoutMs?: number;
  /** Most tasks that may wait; more are refused with not_ready. */
  maxWaiting?: number;
}

interface Queued {
  task: EngineTask;
  resolve(answer: EngineAnswer): void;
  reject(error: unknown): void;
}

/**
 * The models in a process of their own, one image at a time. A stuck or crashed inference fails its own image
 * only: the process is replaced, what waits goes on.
 */
export class Engine {
  private readonly queues: Record<Priority, Queued[]> = { interactive: [], batch: [] };
  private child: EngineChild | null = null;
  private running: Promise<void> | null = null;
  private closed = false;
  private speaking: Record<string, string> | null = null;

  constructor(private readonly options: EngineOptions = {}) {}

  /** stage → "candidate name@version" of the models that are open now; null while none are. */
  get candidates(): Record<string, string> | null {
    return this.child?.alive ? this.speaking : null;
  }

  /** Opens the models now instead of at the first task. @throws AppError not_ready when they cannot be opened. */
  async start(): Promise<Record<string, string>> {
    return (await this.openChild()).ready;
  }

  /**
   * @throws AppError of the image; inference_failed for a crash or a timeout; not_ready when too much waits or
   *   the models cannot be opened, of which no image is to blame.
   */
  predict(task: EngineTask, priority: Priority = 'batch'): Promise<EngineAnswer> {
    if (this.closed) return Promise.reject(new AppError('not_ready', 'The models are being shut down.'));
    const waiting = this.queues.interactive.length + this.queues.batch.length;
    if (waiting >= (this.options.maxWaiting ?? 200)) {
      return Promise.reject(
        new AppError('not_ready', 'Too many images wait for the models: try again in a moment.'),
      );
    }
    return new Promise((resolve, reject) => {
      this.queues[priority].push({ task, resolve, reject });
      this.running ??= this.drain();
    });
  }

  private async openChild(): Promise<EngineChild> {
    if (this.child?.alive) return this.child;
    const child = new EngineChild(this.options);
    this.child = child;
    this.speaking = null;
    try {
      this.speaking = await child.ready;
    } catch (error) {
      // A process that could not open its models is of no use: the next task tries again with a new one.
      await child.stop();
      const { message, details } = publicError(error, 'engine');
      throw new AppError('not_ready', message, details, { cause: error });
    }
    return child;
  }

  private async drain(): Promise<void> {
    for (let next = this.take(); next; next = this.take()) {
      try {
        const child = await this.openChild();
        next.resolve(await child.run(next.task, this.options.timeoutMs ?? 60_000));
      } catch (error) {
        if (!this.child?.alive && !this.closed) {
          log('engine').warn({ err: error }, 'the process that runs the models will be started again');
        }
        // Ended by us, the image is not to blame: whoever asked may ask again later.
        next.reject(this.closed ? new AppError('not_ready', 'The models are being shut down.') : error);
      }
    }
    this.running = null;
  }

  private take(): Queued | undefined {
    return this.closed ? undefined : (this.queues.interactive.shift() ?? this.queues.batch.shift());
  }

  /** Refuses what waits, lets what runs finish for up to `graceMs`, ends the process. */
  async close(graceMs = 5000): Promise<void> {
    this.closed = true;
    for (const queue of Object.values(this.queues)) {
      for (const { reject } of queue.splice(0))
        reject(new AppError('not_ready', 'The models are being shut down.'));
    }
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([this.running ?? Promise.resolve(), grace]);
    clearTimeout(timer);
    await this.child?.stop();
  }
}
