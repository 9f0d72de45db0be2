import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const ReadingSchema = z.union([
  z.object({
    file: z.string(),
    width: z.number(),
    height: z.number(),
    symbols: z.array(
      z.object({
        key: z.string(),
        class: z.string(),
        box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      }),
    ),
    relations: z.array(z.tuple([z.string().nullable(), z.string().nullable(), z.string()])),
    roots: z.array(z.string()),
    latex: z.string().nullable(),
  }),
  z.object({ file: z.string(), error: z.string() }),
]);
export type IndependentReading = z.infer<typeof ReadingSchema>;

/** Is there a Python 3 on this machine? */
export async function hasPython(): Promise<boolean> {
  return run('python3', ['--version']).then(
    () => true,
    () => false,
  );
}

/** What the script in Python (tests/support/check_inkml.py) reads in each file, in the order of `files`. */
export async function readIndependently(files: readonly string[]): Promise<IndependentReading[]> {
  const { stdout } = await run('python3', ['tests/support/check_inkml.py', ...files], {
    maxBuffer: 256 * 2 ** 20,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => ReadingSchema.parse(JSON.parse(line)));
}

/** Unpacks `count` files of an archive, drawn with `seed`, and answers their paths. */
export async function unpackSample(
  archive: string,
  folder: string,
  seed: number,
  count: number,
): Promise<string[]> {
  const given = ['tests/support/unpack_sample.py', archive, folder, String(seed), String(count)];
  const { stdout } = await run('python3', given, { maxBuffer: 2 ** 24 });
  return stdout.trim().split('\n');
}
