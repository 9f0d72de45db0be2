import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { ROOT, say } from '@/lib/launch/install.mjs';

/** One program that the server keeps running. */
export interface ChildOptions {
  /** `web` or `worker` */
  name: string;
  /** arguments of Node */
  args: string[];
  env: Record<string, string>;
  logFile: string;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** After this long a program counts as well again, and its next restart is a quick one. */
const WELL_AFTER_MS = 5_000;
const GRACE_MS = 15_000;

/** Keeps a program running: started again when it ends, later each time, until it is told to stop. */
export class SupervisedChild {
  private child: ChildProcess | undefined;
  private delay = FIRST_DELAY_MS;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(private readonly options: ChildOptions) {}

  get name(): string {
    return this.options.name;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const { name, args, env, logFile } = this.options;
    const log = openSync(logFile, 'a', 0o600);
    const startedAt = Date.now();
    // A group of its own, so that Ctrl-C reaches the launcher alone, which ends things in order; and a
    // channel, whose closing tells the program that the launcher is gone (leash.mjs).
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    closeSync(log);
    this.child = child;
    child.once('exit', (code, signal) => {
      this.child = undefined;
      if (this.stopping) return;
      if (Date.now() - startedAt > WELL_AFTER_MS) this.delay = FIRST_DELAY_MS;
      const how = signal ?? `status ${code}`;
      say(
        `The ${name} process ended (${how}); starting it again in ${this.delay / 1000} s. Its log: ${logFile}`,
      );
      this.timer = setTimeout(() => this.start(), this.delay);
      this.delay = Math.min(this.delay * 2, LONGEST_DELAY_MS);
    });
    child.once('error', (error) => say(`The ${name} process could not be started: ${error.message}`));
  }

  /** Ask it to end, and make it end when it takes too long. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    const child = this.child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(force);
  }
}
