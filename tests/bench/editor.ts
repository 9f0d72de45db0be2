import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Benchmark, BenchmarkOptions } from '@/lib/cli/benchmark';
import { tell } from '@/lib/cli/output';
import { freePort } from '@/lib/db/embedded/server';
import { AppError } from '@/lib/errors';
import { launchOptions } from '@/tests/support/browser/launch';
import { startServer } from '@/tests/support/server-process';
import { measureQueue } from './editor/queue';
import { measureSizes } from './editor/sizes';
import { editorTable } from './editor/table';
import type { EditorMeasurements } from './editor/types';

const ROUNDS = 5;

/** A server of its own with a new home and the sample project, and a browser; both gone afterwards. */
async function run({ inputs, limit = ROUNDS }: BenchmarkOptions): Promise<EditorMeasurements> {
  if (inputs.length > 0)
    throw new AppError('invalid_input', 'The editor is measured on formulas of its own.');
  const home = await mkdtemp(path.join(tmpdir(), 'formulary-bench-'));
  tell('Starting a server with the sample project …');
  const env = {
    DATABASE_URL: '',
    FORMULARY_BENCH: '1',
    FORMULARY_SKIP_SAMPLE: '',
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const server = await startServer({ home, port: await freePort(), env });
  const browser = await chromium.launch(launchOptions());
  try {
    const { url, administrator } = server;
    if (!administrator)
      throw new AppError('internal', `The first start named no administrator:\n${server.said()}`);
    const sizes = await measureSizes(browser, url, limit);
    const queue = await measureQueue(browser, { url, home, administrator });
    return {
      benchmark: 'editor',
      cores: availableParallelism(),
      browser: `Chromium ${browser.version()}`,
      sizes,
      queue,
    };
  } finally {
    await browser.close();
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** How fast the editor is beside bare canvas 2D, how soon the next formula is there, and what a day's work leaves behind. */
export const benchmark: Benchmark<EditorMeasurements> = { run, table: editorTable };
