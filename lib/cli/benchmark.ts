import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '@/lib/errors';
import { PROJECT_ROOT } from '@/lib/env';
import type { CandidateFolders } from './candidates';

export interface BenchmarkOptions {
  inputs: readonly string[];
  /** Use so many of the inputs, spread evenly. */
  limit?: number;
  candidate: CandidateFolders;
}

/** A file of tests/bench: measures something, and says it as data and as text. */
export interface Benchmark<Result = unknown> {
  /** @throws AppError when there is nothing to measure. */
  run(options: BenchmarkOptions): Promise<Result>;
  /** The result as Markdown. */
  table(result: Result): string;
}

const FOLDER = path.join(PROJECT_ROOT, 'tests', 'bench');

/** @throws AppError invalid_input, with the names that there are. */
export async function loadBenchmark(name: string): Promise<Benchmark> {
  const files = await readdir(FOLDER).catch(() => []);
  const names = files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3));
  if (!names.includes(name)) {
    const known = names.sort().join(', ') || 'none';
    throw new AppError('invalid_input', `There is no benchmark "${name}"; there are: ${known}.`);
  }
  const file = (await import(pathToFileURL(path.join(FOLDER, `${name}.ts`)).href)) as {
    benchmark: Benchmark;
  };
  return file.benchmark;
}
