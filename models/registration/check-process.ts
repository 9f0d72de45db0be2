import { writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '@/lib/errors';
import { examineCandidate } from './examine';
import type { CheckTask, FromCheck } from './protocol';

/**
 * The process in which an offered model is tried: examines the candidate that its first argument names
 * (JSON of CheckTask), says how that went, and ends. Its parent ends it when it takes too long or too much.
 */

/** Resolves when the message has left: a model that runs afterwards blocks this process. */
const send = (message: FromCheck) =>
  new Promise<void>((resolve) => {
    if (!process.send) return resolve();
    process.send(message, () => resolve());
  });

/**
 * A model that runs blocks this thread, so that nothing here hears that the parent is gone. A thread of its own
 * looks for it, and ends the process when nobody is left who would.
 */
const WATCH = `
  const parent = process.ppid;
  const { workerData: lastMoment } = require('node:worker_threads');
  setInterval(() => {
    if (process.ppid !== parent || Date.now() > lastMoment) process.kill(process.pid, 'SIGKILL');
  }, 250);
`;

/** Longer than any parent waits. */
const LONGEST_MS = 600_000;

async function run(): Promise<FromCheck> {
  try {
    const { folder, maxModelBytes } = JSON.parse(process.argv[2] ?? '{}') as CheckTask;
    return { fits: await examineCandidate(folder, maxModelBytes, (step) => send({ step })) };
  } catch (error) {
    if (error instanceof AppError) return { refused: { code: error.code, message: error.message } };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

new Worker(WATCH, { eval: true, execArgv: [], workerData: Date.now() + LONGEST_MS }).unref();
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
// Where memory runs out all the same, Linux ends this process before any other (proc(5), oom_score_adj).
await writeFile('/proc/self/oom_score_adj', '1000').catch(() => undefined);
await send(await run());
process.disconnect?.();
