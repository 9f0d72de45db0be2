import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** Debian's Python, whose packages the training code was tried with, before any other. */
const PYTHONS = [process.env.FORMULARY_TEST_PYTHON, '/usr/bin/python3', 'python3'].filter(
  (one): one is string => Boolean(one),
);

const run = promisify(execFile);
const hasTorch = (python: string) =>
  run(python, ['-c', 'import cv2, numpy, torch']).then(
    () => true,
    () => false,
  );

async function pythonWithTorch(): Promise<string | undefined> {
  for (const python of PYTHONS) if (await hasTorch(python)) return python;
  return undefined;
}

const python = await pythonWithTorch();

it.skipIf(!python)(
  'the training code passes its own tests (skipped where Python has no torch, numpy and cv2)',
  { timeout: 300_000 },
  async () => {
    // unittest reports on stderr and ends with 1 when a test fails, which rejects.
    const { stderr } = await run(python ?? '', ['-m', 'unittest', 'discover', '-s', 'tests', '-t', '.'], {
      cwd: 'models/training',
      env: { ...process.env, OMP_NUM_THREADS: '2' },
    });
    expect(stderr).toMatch(/Ran [1-9]\d* tests/);
    expect(stderr).toMatch(/^OK/m);
  },
);
