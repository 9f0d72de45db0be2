import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '@/lib/env';
import { AppError } from '@/lib/errors';
import {
  problemError,
  type EngineAnswers,
  type EngineTask,
  type FromEngine,
  type TaskKind,
  type ToEngine,
} from './engine-protocol';
import type { PipelineOptions } from './pipeline';

export interface ChildOptions extends PipelineOptions {
  /** The child's program; tests put their own here. */
  program?: string;
}

const PROGRAM = path.join(PROJECT_ROOT, 'models', 'runtime', 'engine-process.ts');

/** What one task brought, and how much memory the process holds after it. */
export interface TaskResult {
  answer: EngineAnswers[TaskKind];
  rssBytes: number;
}

interface Waiting {
  resolve(result: TaskResult): void;
  reject(error: AppError): void;
}

/** One child process with the models in it: one life, from fork to exit. */
export class EngineChild {
  readonly ready: Promise<Record<string, string>>;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private ended = false;
  private nextId = 1;
  private readonly exited: Promise<void>;

  constructor({ program = PROGRAM, weights, overrides, threads }: ChildOptions) {
    const options: PipelineOptions = { weights, overrides, threads };
    this.child = fork(program, [JSON.stringify(options)], {
      cwd: PROJECT_ROOT,
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
      // What a command prints on stdout is its own: the child speaks to stderr only.
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    this.exited = new Promise((resolve) => this.child.once('exit', () => resolve()));
    this.ready = new Promise((resolve, reject) => {
      const died = () =>
        reject(new AppError('not_ready', 'The process that runs the models could not be started.'));
      this.child.once('exit', died);
      this.child.once('error', died);
      this.child.on('message', (message) => {
        const answer = message as FromEngine;
        if ('ready' in answer) resolve(answer.ready);
        else if ('unable' in answer) reject(problemError(answer.unable));
        else this.settle(answer);
      });
    });
    this.ready.catch(() => undefined);
    this.child.once('exit', () =>
      this.fail('The process that runs the models ended while it worked on this image.'),
    );
  }

  get alive(): boolean {
    return !this.ended;
  }

  private settle(answer: Extract<FromEngine, { id: number }>): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('answer' in answer) waiting?.resolve(answer);
    else waiting?.reject(problemError(answer.problem));
  }

  private fail(message: string): void {
    this.ended = true;
    for (const { reject } of this.waiting.values()) reject(new AppError('inference_failed', message));
    this.waiting.clear();
  }

  /** @throws AppError of the task, or inference_failed when the process ends or needs longer than `timeoutMs`. */
  async run(task: EngineTask, timeoutMs: number): Promise<TaskResult> {
    await this.ready;
    const id = this.nextId++;
    const answer = new Promise<TaskResult>((resolve, reject) => {
      if (this.ended)
        return reject(new AppError('inference_failed', 'The process that runs the models has ended.'));
      this.waiting.set(id, { resolve, reject });
      const message: ToEngine = { id, task };
      this.child.send(message, (error) => {
        if (error) this.fail('The process that runs the models cannot be reached.');
      });
    });
    const timer = setTimeout(() => {
      this.fail(`The models took longer than ${Math.round(timeoutMs / 1000)} s on this image.`);
      this.child.kill('SIGKILL');
    }, timeoutMs);
    return answer.finally(() => clearTimeout(timer));
  }

  /** Ends the process; resolves when it is gone. */
  async stop(): Promise<void> {
    this.ended = true;
    if (this.child.connected) this.child.disconnect();
    const force = setTimeout(() => this.child.kill('SIGKILL'), 2000);
    await this.exited;
    clearTimeout(force);
  }
}
