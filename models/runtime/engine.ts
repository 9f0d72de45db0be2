import type { Explanation } from '@/lib/domain/explanation';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { log, publicError } from '@/lib/log';
import { EngineChild, type ChildOptions } from './engine-child';
import type {
  EngineAnswer,
  EngineAnswers,
  EngineTask,
  ExplainTask,
  PredictTask,
  ScoreAnswer,
  ScoreTask,
  TaskKind,
} from './engine-protocol';

/** A person waits for an interactive task; batch work waits for people. */
export type Priority = 'interactive' | 'batch';

/** Who lets an engine have its process: engines of one pool share a few places. */
export interface Places {
  /** Before each task: resolves when `engine` may have a process. */
  take(engine: Engine, priority: Priority): Promise<void>;
  /** Nothing waits for `engine` any more: its place may go to another one, and then it is told to `rest`. */
  leave(engine: Engine): void;
}

export interface EngineOptions extends ChildOptions {
  /** Longest time for one image; then the process is ended and a new one is started. */
  timeoutMs?: number;
  /** Most tasks that may wait; more are refused with not_ready. */
  maxWaiting?: number;
  /** A process that holds more memory after a task is replaced; default FORMULARY_MODEL_MEMORY_MB. */
  maxRssBytes?: number;
  places?: Places;
}

type Answer = EngineAnswers[TaskKind] | Record<string, string>;

/** `task` null = only open the models. */
interface Queued {
  task: EngineTask | null;
  priority: Priority;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

const shuttingDown = () => new AppError('not_ready', 'The models are being shut down.');

/**
 * The models in a process of their own, one image at a time. A stuck or crashed inference fails its own image
 * only: the process is replaced, what waits goes on.
 */
export class Engine {
  private readonly queues: Record<Priority, Queued[]> = { interactive: [], batch: [] };
  private child: EngineChild | null = null;
  private running: Promise<void> | null = null;
  private closed = false;
  private resting = false;
  private peak = 0;
  private speaking: Record<string, string> | null = null;

  constructor(private readonly options: EngineOptions = {}) {}

  /** stage → "candidate name@version" of the models that are open now, or resting; null while none are. */
  get candidates(): Record<string, string> | null {
    return this.resting || this.child?.alive ? this.speaking : null;
  }

  /** The most memory that a process of this engine held after a task, in bytes. */
  get peakRssBytes(): number {
    return this.peak;
  }

  /** Opens the models now instead of at the first task. @throws AppError not_ready when they cannot be opened. */
  start(): Promise<Record<string, string>> {
    return this.enqueue(null, 'interactive') as Promise<Record<string, string>>;
  }

  /**
   * @throws AppError of the image; inference_failed for a crash or a timeout; not_ready when too much waits or
   *   the models cannot be opened, of which no image is to blame.
   */
  predict(task: PredictTask, priority: Priority = 'batch'): Promise<EngineAnswer> {
    return this.ask({ kind: 'predict', ...task }, priority);
  }

  /** The prediction set against the truth. @throws as `predict`, and invalid_input for an unusable truth. */
  score(task: ScoreTask, priority: Priority = 'batch'): Promise<ScoreAnswer> {
    return this.ask({ kind: 'score', ...task }, priority);
  }

  /** What each stage saw and said. @throws as `predict`. */
  explain(task: ExplainTask, priority: Priority = 'interactive'): Promise<Explanation> {
    return this.ask({ kind: 'explain', ...task }, priority);
  }

  private ask<Task extends EngineTask>(task: Task, priority: Priority): Promise<EngineAnswers[Task['kind']]> {
    const waiting = this.queues.interactive.length + this.queues.batch.length;
    if (!this.closed && waiting >= (this.options.maxWaiting ?? 200)) {
      return Promise.reject(
        new AppError('not_ready', 'Too many images wait for the models: try again in a moment.'),
      );
    }
    return this.enqueue(task, priority) as Promise<EngineAnswers[Task['kind']]>;
  }

  private enqueue(task: EngineTask | null, priority: Priority): Promise<Answer> {
    if (this.closed) return Promise.reject(shuttingDown());
    return new Promise((resolve, reject) => {
      this.queues[priority].push({ task, priority, resolve, reject });
      this.running ??= this.drain();
    });
  }

  private async openChild(): Promise<EngineChild> {
    if (this.child?.alive) return this.child;
    const child = new EngineChild(this.options);
    this.child = child;
    this.speaking = null;
    this.resting = false;
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
        await this.options.places?.take(this, next.priority);
        if (this.closed) throw shuttingDown();
        next.resolve(await this.work(next.task));
      } catch (error) {
        if (!this.child?.alive && !this.closed) {
          log('engine').warn({ err: error }, 'the process that runs the models will be started again');
        }
        // Ended by us, the image is not to blame: whoever asked may ask again later.
        next.reject(this.closed ? shuttingDown() : error);
      }
    }
    this.options.places?.leave(this);
    this.running = null;
  }

  private async work(task: EngineTask | null): Promise<Answer> {
    const child = await this.openChild();
    if (!task) return this.speaking!;
    const { answer, rssBytes } = await child.run(task, this.options.timeoutMs ?? 60_000);
    this.peak = Math.max(this.peak, rssBytes);
    const limit = this.options.maxRssBytes ?? env().FORMULARY_MODEL_MEMORY_MB * 1e6;
    if (rssBytes > limit) {
      log('engine').warn({ rssBytes, limit }, 'the models hold too much memory: their process is replaced');
      await this.rest();
    }
    return answer;
  }

  private take(): Queued | undefined {
    return this.closed ? undefined : (this.queues.interactive.shift() ?? this.queues.batch.shift());
  }

  /** Ends the process between two tasks, to give its memory back; the next task starts a new one. */
  async rest(): Promise<void> {
    this.resting = this.child?.alive === true || this.resting;
    await this.child?.stop();
  }

  /** Refuses what waits, lets what runs finish for up to `graceMs`, ends the process. */
  async close(graceMs = 5000): Promise<void> {
    this.closed = true;
    this.resting = false;
    for (const queue of Object.values(this.queues)) {
      for (const { reject } of queue.splice(0)) reject(shuttingDown());
    }
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([this.running ?? Promise.resolve(), grace]);
    clearTimeout(timer);
    await this.child?.stop();
  }
}
