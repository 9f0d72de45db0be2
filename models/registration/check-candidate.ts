import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { env, PROJECT_ROOT } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { residentBytes } from './memory';
import type { CheckTask, FromCheck } from './protocol';

export interface CheckLimits {
  /** Longest time for opening the model and all its runs. */
  timeoutMs?: number;
  /** Most resident memory of the process that tries it, of which the runtime itself takes about 150. */
  maxMemoryMb?: number;
  maxModelBytes?: number;
  /** The program that tries it; tests put their own here. */
  program?: string;
}

const PROGRAM = path.join(PROJECT_ROOT, 'models', 'registration', 'check-process.ts');
const MEGABYTE = 1024 * 1024;
const LOOK_MS = 20;

/** What the process gets of our environment: nothing that a model could have a use for. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TEMP',
    'TMP',
    'SystemRoot',
    'USERPROFILE',
    'LOG_LEVEL',
    'ORT_THREADS',
  ];
  return {
    NODE_ENV: process.env.NODE_ENV,
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
  };
}

type End = { code: number | null; signal: NodeJS.Signals | null };

/** Resolves when the process is gone and everything that it said has been heard. */
async function endOf(child: ChildProcess): Promise<End> {
  const heard = new Promise<void>((resolve) => child.once('disconnect', () => resolve()));
  const end = await new Promise<End>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  await heard;
  return end;
}

/** Judges what the process said, or that it ended without a word. */
function judge(last: FromCheck | null, step: string, { code, signal }: End): { warnings: string[] } {
  if (last && 'fits' in last) return last.fits;
  if (last && 'refused' in last) throw new AppError(last.refused.code, last.refused.message);
  if (last && 'failed' in last) {
    log('registration').error({ err: last.failed }, 'the contract check itself failed');
    throw new AppError(
      'inference_failed',
      'The model could not be checked: look into the log for the reason.',
    );
  }
  throw new AppError(
    'invalid_input',
    `The model must run to its end, and crashed while ${step} (${signal ?? `exit ${code}`}): try it with ONNX Runtime on the CPU.`,
  );
}

/**
 * Checks a candidate against the contract of its stage: the card, the file, what the model declares, and what
 * it answers on images of several sizes. The model runs in a process of its own with limits of time and
 * memory: it may hang, crash or eat memory, and only it is lost.
 * @param folder holds card.json, and model.onnx where the card is of kind onnx
 * @returns what may be meant, and may be a slip
 * @throws AppError invalid_input | too_large with the reason in one sentence; inference_failed when it could
 *   not be checked
 */
export async function checkCandidate(
  folder: string,
  {
    timeoutMs = 90_000,
    maxMemoryMb = 2048,
    maxModelBytes = env().FORMULARY_MODEL_MAX_MB * MEGABYTE,
    program = PROGRAM,
  }: CheckLimits = {},
): Promise<{ warnings: string[] }> {
  const task: CheckTask = { folder: path.resolve(folder), maxModelBytes };
  const child = fork(program, [JSON.stringify(task)], {
    cwd: PROJECT_ROOT,
    env: plainEnvironment(),
    execArgv: ['--import', 'tsx'],
    // ONNX Runtime's own complaints are in its errors already.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let step = 'being read';
  let last: FromCheck | null = null;
  let overstepped: string | null = null;
  const end = (sentence: string) => {
    overstepped ??= sentence;
    child.kill('SIGKILL');
  };
  child.on('message', (message: FromCheck) => {
    if ('step' in message) step = message.step;
    else last = message;
  });
  const timer = setTimeout(
    () =>
      end(
        `The model must answer in time, and had not after ${Math.round(timeoutMs / 1000)} s while ${step}: look for a loop that never ends, or make it smaller.`,
      ),
    timeoutMs,
  );
  const watch = setInterval(() => {
    void residentBytes(child.pid ?? 0).then((bytes) => {
      if (bytes === null || bytes <= maxMemoryMb * MEGABYTE) return;
      end(
        `The model may take at most ${maxMemoryMb} MB of memory, and took more while ${step}: make it smaller.`,
      );
    });
  }, LOOK_MS);
  try {
    const ended = await endOf(child);
    if (overstepped) throw new AppError('invalid_input', overstepped);
    return judge(last, step, ended);
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
  }
}

/**
 * As `checkCandidate`, for a candidate that lies in no folder yet.
 * @param offered the card as its author wrote it, and the model; none for rules
 */
export async function checkOffered(
  { card, model }: { card: unknown; model: Uint8Array | null },
  limits?: CheckLimits,
): Promise<{ warnings: string[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'formulary-candidate-'));
  try {
    await writeFile(path.join(folder, 'card.json'), JSON.stringify(card) ?? '');
    if (model) await writeFile(path.join(folder, 'model.onnx'), model);
    return await checkCandidate(folder, limits);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
