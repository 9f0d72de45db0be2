import { spawn } from 'node:child_process';
import path from 'node:path';
import { env, PROJECT_ROOT } from '@/lib/env';
import { runningServer } from '@/lib/launch/running.mjs';

/**
 * Run `work` while a worker takes jobs: that of the running server, else one of its own, which is ended
 * with the work.
 */
export async function withWorker<T>(work: () => Promise<T>): Promise<T> {
  const { FORMULARY_HOME, DATABASE_URL = '' } = env();
  if (runningServer(FORMULARY_HOME)) return work();
  const worker = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(PROJECT_ROOT, 'lib', 'jobs', 'worker.ts')],
    {
      cwd: PROJECT_ROOT,
      env: { ...process.env, FORMULARY_HOME, DATABASE_URL },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
    worker.once('error', () => resolve());
  });
  try {
    const failed = ended.then(() => {
      throw new Error('The worker ended before its work was done; its log is above.');
    });
    return await Promise.race([work(), failed]);
  } finally {
    worker.kill('SIGTERM');
    await ended;
  }
}
