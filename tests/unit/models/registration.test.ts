import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { PROJECT_ROOT } from '@/lib/env';
import { checkCandidate, checkOffered } from '@/models/registration/check-candidate';
import { examineCandidate } from '@/models/registration/examine';
import { releaseFolders, WEIGHTS_FOLDER } from '@/models/runtime/candidate';
import { SQUARE_MODELS } from '../../support/squares';

/** What is refused, with which words; and what is not. Broken models: tests/fixtures/models/broken. */

const BROKEN = path.join(SQUARE_MODELS, 'broken');
const LIMIT = 64 * 1024 * 1024;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registration-'));
});
afterEach(() => rm(folder, { recursive: true }));

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const cardFor = (stage: Stage, model: Uint8Array) => ({
  stage,
  name: 'tried',
  version: '1',
  kind: 'onnx',
  licence: 'MIT',
  sha256: hashOf(model),
  ...(stage !== 'detector' && { classes: ['x', 'y'] }),
});

/** Puts a candidate into the folder: these bytes, and a card that fits them but for `changes`. */
async function offer(
  stage: Stage,
  model: Uint8Array,
  changes: Record<string, unknown> = {},
): Promise<string> {
  await writeFile(path.join(folder, 'model.onnx'), model);
  await writeFile(path.join(folder, 'card.json'), JSON.stringify({ ...cardFor(stage, model), ...changes }));
  return folder;
}

const broken = (name: string) => readFile(path.join(BROKEN, `${name}.onnx`));
const good = (stage: Stage) => readFile(path.join(SQUARE_MODELS, stage, 'squares', 'model.onnx'));

/** The sentence with which a candidate is refused. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error, 'it was accepted').toMatchObject({ code: expect.stringMatching(/invalid_input|too_large/) });
  const { message } = error as Error;
  expect(message, 'one sentence').not.toMatch(/\n|\.\s+[A-Z]/u);
  expect(message).not.toContain(folder);
  return message;
}
const refused = async (stage: Stage, model: Uint8Array, changes?: Record<string, unknown>) =>
  refusal(examineCandidate(await offer(stage, model, changes), LIMIT));

describe('a candidate that keeps its contract', () => {
  it.each(STAGES)('is accepted: the shipped %s', async (stage) => {
    const folders = await releaseFolders(WEIGHTS_FOLDER);
    expect(await checkCandidate(folders[stage])).toEqual({ warnings: [] });
  });

  it('is accepted though it is good for nothing: to say so is for its evaluation', async () => {
    expect(await examineCandidate(await offer('detector', await broken('detector-constant')), LIMIT)).toEqual(
      {
        warnings: [],
      },
    );
  });

  it('is accepted with a word about classes that LaTeX does not know', async () => {
    const model = await good('recognizer');
    const { warnings } = await examineCandidate(
      await offer('recognizer', model, { classes: ['\\sqrt', '\\zzz'] }),
      LIMIT,
    );
    expect(warnings).toEqual([expect.stringContaining('does not know the class \\zzz:')]);
  });

  it('is accepted from the hands of whoever has it in no folder', async () => {
    const model = await good('aligner');
    expect(await checkOffered({ card: cardFor('aligner', model), model })).toEqual({ warnings: [] });
  });
});

describe('a file that is no whole model', () => {
  it('is refused when it was cut off, wherever', async () => {
    const model = await good('detector');
    for (const length of [0, 1, 7, Math.floor(model.length / 3), model.length - 1]) {
      expect(await refused('detector', model.subarray(0, length))).toContain('must be a whole ONNX model');
    }
  });

  it('is refused when it is text, a picture or zeros by that name', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    for (const bytes of [Buffer.from('{"not": "a model"}\n'.repeat(40)), png, Buffer.alloc(5000)]) {
      expect(await refused('aligner', bytes)).toContain('must be a whole ONNX model');
    }
  });

  it('is refused when some weights lie elsewhere, in a branch too', async () => {
    for (const name of ['detector-external', 'detector-external-branch']) {
      expect(await refused('detector', await broken(name))).toContain('external data');
    }
  });

  it('is refused with the words of ONNX Runtime when that cannot open it', async () => {
    expect(await refused('detector', await broken('detector-own-operator'))).toMatch(
      /cannot open this one \(.*acme:Magic/u,
    );
  });

  it('is refused when it is larger than a model may be, before it is read', async () => {
    const model = await good('detector');
    const offered = await offer('detector', model);
    await expect(examineCandidate(offered, model.length)).resolves.toBeDefined();
    await expect(examineCandidate(offered, model.length - 1)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(`at most ${model.length - 1} bytes and has ${model.length}`),
    });
  });
});

describe('a card that is of another model', () => {
  it('is refused with the stage that the model looks like', async () => {
    expect(await refused('recognizer', await good('detector'))).toMatch(
      /says recognizer, but with image → heat, ltrb the model is one for the detector/u,
    );
    expect(await refused('detector', await good('aligner'))).toContain('one for the aligner');
  });

  it('is refused with both lengths when it lists other classes than the model has columns', async () => {
    const words = 'card.json lists 3 classes';
    expect(await refused('recognizer', await good('recognizer'), { classes: ['x', 'y', 'z'] })).toContain(
      words,
    );
    expect(await refused('aligner', await good('aligner'), { classes: ['x', 'y', 'z'] })).toContain(words);
    expect(await refused('recognizer', await broken('recognizer-five-columns'))).toContain(
      'has 5 class columns, 4 classes and "no symbol", and card.json lists 2 classes',
    );
    expect(await refused('recognizer', await good('recognizer'), { classes: [] })).toContain('lists none');
  });

  it('is refused when the columns only show as the model runs', async () => {
    expect(await refused('recognizer', await broken('recognizer-quiet-columns'))).toContain(
      'has 5 class columns',
    );
  });

  it('is refused when it names other bytes', async () => {
    expect(await refused('detector', await good('detector'), { sha256: 'a'.repeat(64) })).toMatch(
      /must be the file that its card names \(sha256 a{64}\), and is another one \(6df0391c/u,
    );
  });

  it('is refused when it does not fit, with the place', async () => {
    expect(await refused('detector', await good('detector'), { licence: undefined })).toContain('licence:');
    expect(await refused('detector', await good('detector'), { stage: 'reader' })).toContain('says "reader"');
    expect(await refused('aligner', await good('aligner'), { kind: 'rules' })).toContain(
      'The aligner takes candidates of kind onnx, and card.json says rules',
    );
    await writeFile(path.join(folder, 'card.json'), '{');
    expect(await refusal(examineCandidate(folder, LIMIT))).toContain('must be JSON');
    await rm(path.join(folder, 'card.json'));
    expect(await refusal(examineCandidate(folder, LIMIT))).toContain('must have a card.json');
  });

  it('is refused without its model, and as rules that nobody wrote', async () => {
    await offer('detector', await good('detector'));
    await rm(path.join(folder, 'model.onnx'));
    expect(await refusal(examineCandidate(folder, LIMIT))).toContain('must have a model.onnx');
    const rules = { stage: 'converter', name: 'rules-9', version: '1', kind: 'rules', licence: 'MIT' };
    await writeFile(path.join(folder, 'card.json'), JSON.stringify(rules));
    expect(await refusal(examineCandidate(folder, LIMIT))).toContain('(rules-1), and "rules-9" is none');
    await writeFile(path.join(folder, 'card.json'), JSON.stringify({ ...rules, name: 'rules-1' }));
    expect(await examineCandidate(folder, LIMIT)).toEqual({ warnings: [] });
  });
});

describe('a model that answers otherwise than its stage reads', () => {
  it.each([
    ['detector-coarse', /"heat" must have the shape \[1, 3, 16, 32\] and has \[1, 3, 8, 16\]/u],
    ['detector-fixed', /must take any size for H of \[1, 1, H, W\], and the model fixes it at 64/u],
    ['detector-float16', /"heat" must be float32 and is float16/u],
    ['detector-nan', /"heat" must hold finite numbers and holds NaN/u],
    ['detector-no-sigmoid', /between 0 and 1, after the sigmoid, and is 7/u],
    ['detector-random', /must always get the same answer/u],
    ['detector-impossible', /asks for 4503599627370496 bytes of memory at once/u],
    ['recognizer-one-symbol', /must take any size for N of \[N, C\+1\], and the model fixes it at 1/u],
    ['recognizer-one-symbol-quietly', /fails on an image of 64 × 64 with 2 symbols \(.*dynamic axes/u],
    ['detector-one-size', /fails on an image of 64 × 64 with 2 symbols \(.*dynamic axes/u],
    ['aligner-five-relations', /"relation" must have the shape \[N, N, 6\] and has \[N, N, 5\]/u],
  ])('is refused: %s', async (name, words) => {
    expect(await refused(name.split('-')[0] as Stage, await broken(name))).toMatch(words);
  });
});

/** A process that has ended stays listed until somebody collects it: that is not running. */
function isRunning(pid: number): boolean {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  return status !== '' && !/^State:\s+Z/mu.test(status);
}

describe('a model that would take its process along', () => {
  it('is ended when it goes on for ever', async () => {
    const offered = await offer('detector', await broken('detector-loop'));
    expect(await refusal(checkCandidate(offered, { timeoutMs: 4000 }))).toMatch(
      /must answer in time, and had not after 4 s/u,
    );
  });

  it('is ended when it takes more memory than it may', async () => {
    const offered = await offer('detector', await broken('detector-greedy'));
    expect(await refusal(checkCandidate(offered, { maxMemoryMb: 600 }))).toMatch(
      /may take at most 600 MB of memory, and took more/u,
    );
  });

  it('is refused when it crashes', async () => {
    const program = path.join(PROJECT_ROOT, 'tests', 'fixtures', 'engine', 'crashing-check.mjs');
    const offered = await offer('detector', await good('detector'));
    expect(await refusal(checkCandidate(offered, { program }))).toMatch(
      /crashed while running on something \(SIGABRT\)/u,
    );
  });

  it.skipIf(process.platform !== 'linux')('does not outlive whoever wanted to know', async () => {
    const offered = await offer('detector', await broken('detector-loop'));
    const parent = fork(path.join(PROJECT_ROOT, 'tests', 'fixtures', 'engine', 'dying-parent.mjs'), [
      JSON.stringify({ folder: offered, maxModelBytes: LIMIT }),
    ]);
    const child = await new Promise<number>((resolve, reject) => {
      parent.on('message', ({ pid, step }: { pid: number; step: string }) => {
        if (step.startsWith('running')) resolve(pid);
      });
      parent.once('exit', () => reject(new Error('nobody asked')));
    });
    expect(existsSync(`/proc/${child}`)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(child), { timeout: 60_000 }).toBe(false);
  });

  it('leaves those that are checked at the same time alone', async () => {
    const hanging = await broken('detector-loop');
    const fine = await good('detector');
    const [stuck, passed] = await Promise.allSettled([
      checkOffered({ card: cardFor('detector', hanging), model: hanging }, { timeoutMs: 4000 }),
      checkOffered({ card: cardFor('detector', fine), model: fine }),
    ]);
    expect(stuck.status).toBe('rejected');
    expect(passed).toEqual({ status: 'fulfilled', value: { warnings: [] } });
  });
});
