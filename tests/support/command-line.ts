import { execFile } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '@/lib/env';
import type { Installation } from './scratch';

export type Run = { code: number; stdout: string; stderr: string };

/** `npm run cli -- …` on an installation, as npm would start it in `folder`. */
export function commandLine({ url, home }: Installation, folder: string) {
  const env = { ...process.env, DATABASE_URL: url, FORMULARY_HOME: home, INIT_CWD: folder };
  const cli = (...args: string[]): Promise<Run> =>
    new Promise((resolve) => {
      execFile(
        process.execPath,
        [path.join(PROJECT_ROOT, 'lib', 'launch', 'cli.mjs'), ...args],
        { cwd: PROJECT_ROOT, env, maxBuffer: 1 << 26 },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
      );
    });
  /** Runs that must succeed, with exactly one JSON document on stdout. */
  const answer = async <T = Record<string, unknown>>(...args: string[]): Promise<T> => {
    const { code, stdout, stderr } = await cli(...args, '--json');
    if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
    return JSON.parse(stdout) as T;
  };
  return { cli, answer };
}
