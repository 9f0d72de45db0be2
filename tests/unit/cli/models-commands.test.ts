import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectCandidate, type CandidateFolders } from '@/lib/cli/candidates';
import { evaluateFolder } from '@/lib/cli/commands/evaluate';
import { effects } from '@/models/effects';
import { predictFiles } from '@/lib/cli/commands/predict';
import { frameOfSquares, SQUARE_MODELS, squaresInkml, squaresPng } from '../../support/squares';

const candidate: CandidateFolders = {
  detector: path.join(SQUARE_MODELS, 'detector', 'squares'),
  recognizer: path.join(SQUARE_MODELS, 'recognizer', 'squares'),
  aligner: path.join(SQUARE_MODELS, 'aligner', 'squares'),
  converter: path.join(SQUARE_MODELS, 'converter', 'rules-1'),
};

let folder: string;
let stdout: string;
let stderr: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cli-models-'));
  stdout = stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const put = (name: string, content: string | Uint8Array) => writeFile(path.join(folder, name), content);
const lines = () =>
  stdout
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));

describe('predict', () => {
  it('names an input that is not there and goes on with the others', async () => {
    await put('there.png', await squaresPng(300, 100, []));
    const [gone, there] = [path.join(folder, 'gone.png'), path.join(folder, 'there.png')];
    expect(await predictFiles([gone, there], { json: true, candidate })).toBe(0);
    expect(lines()).toEqual([
      { input: gone, error: { code: 'not_found', message: expect.any(String) as string } },
      expect.objectContaining({ input: there, latex: '' }),
    ]);
    expect(await predictFiles([gone], { json: true, candidate })).toBe(1);
    await rm(there);
  });

  it('prints one JSON line per input and one clear error for what cannot be read', async () => {
    await put(
      'a.png',
      await frameOfSquares([
        { x: 38, y: 78 },
        { x: 98, y: 34 },
      ]),
    );
    await put('b.png', 'text renamed to .png');
    await put('c.png', await squaresPng(1, 1, []));
    await put('d.png', await squaresPng(300, 100, []));
    await put('e.inkml', squaresInkml());
    await put('notes.txt', 'not asked for');
    expect(await predictFiles([folder], { json: true, candidate })).toBe(0);
    const [a, b, c, d, e] = lines();
    expect(a).toMatchObject({
      input: path.join(folder, 'a.png'),
      width: 768,
      height: 128,
      latex: 'x ^ { x }',
    });
    expect(Object.keys(a!)).toEqual(['input', 'width', 'height', 'symbols', 'lines', 'latex', 'timingsMs']);
    expect(a!.lines).toEqual([
      [
        { symbol: 's1', parent: null, relation: null },
        { symbol: 's2', parent: 's1', relation: 'Sup' },
      ],
    ]);
    expect(Object.keys(a!.timingsMs as object)).toEqual([
      'detector',
      'recognizer',
      'aligner',
      'converter',
      'onnx',
      'total',
    ]);
    expect(b).toEqual({
      input: path.join(folder, 'b.png'),
      error: { code: 'unsupported_file', message: expect.any(String) },
    });
    expect(c).toMatchObject({ error: { code: 'invalid_input' } });
    expect(d).toMatchObject({ symbols: [], lines: [], latex: '' });
    expect(e).toMatchObject({ latex: 'x ^ { x }' });
    expect(lines()).toHaveLength(5);
  });

  it('fails only when every input failed', async () => {
    await put('a.png', 'no image');
    expect(await predictFiles([path.join(folder, 'a.png')], { json: true, candidate })).toBe(1);
    expect(lines()).toHaveLength(1);
  });

  it('says so when a folder holds nothing to predict', async () => {
    await mkdir(path.join(folder, 'empty'));
    await expect(predictFiles([path.join(folder, 'empty')], { candidate })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('evaluate', () => {
  it('scores InkML against its truth and names what cannot be scored', async () => {
    await put('good.inkml', squaresInkml());
    await put('other-label.inkml', squaresInkml('x^{y}'));
    await put('broken.inkml', '<ink><trace>');
    await put('no-latex.inkml', squaresInkml(''));
    expect(await evaluateFolder(folder, { json: true, candidate })).toBe(0);
    const [result] = lines();
    expect(lines()).toHaveLength(1);
    expect(result).toMatchObject({
      formulas: 2,
      detector: { f1_50: 1, allFound: 1 },
      recognizer: { top1: 1, top5: 1, macroF1: 1, macroRecall: 1 },
      aligner: { relationF1: 1, treeExact: 1, classTop1: 1 },
      converter: { exact: 0.5 },
      endToEnd: { exprate: 0.5, within1: 1, zeroTouch: 0.5, meanCorrections: 0.5 },
      // Of two formulas one right: a resample has none, one or two of them right.
      intervals: { 'endToEnd.exprate': { value: 0.5, low: 0, high: 1 }, 'recognizer.top1': { low: 1 } },
      calibration: { recognizer: { answers: 4 }, formula: { answers: 2 } },
    });
    expect((result!.unscored as { input: string }[]).map(({ input }) => path.basename(input))).toEqual([
      'broken.inkml',
      'no-latex.inkml',
    ]);
    expect(stderr).toContain('not scored');
  });

  it('prints a table for people', async () => {
    await put('good.inkml', squaresInkml());
    await evaluateFolder(folder, { candidate });
    expect(stdout).toContain('| whole expression right | 100.0 % | 100.0 % – 100.0 % | ≥ 64.0 % |');
    expect(stdout).toContain('expected calibration error');
  });
});

describe('--effect and --effects', () => {
  it('score the same formulas as a camera would have seen them', async () => {
    await put('good.inkml', squaresInkml());
    expect(await evaluateFolder(folder, { json: true, candidate, effect: 'jpeg-30' })).toBe(0);
    expect(lines()[0]).toMatchObject({ formulas: 1, effect: 'jpeg-30' });
  });

  it('print a table of all of them beside the clean one', async () => {
    await put('good.inkml', squaresInkml());
    await evaluateFolder(folder, { candidate, effects: 'all' });
    for (const name of ['clean', ...Object.keys(effects)]) expect(stdout).toContain(`| ${name} | `);
  });
});

describe('--candidate', () => {
  it('takes a folder per stage', () => {
    expect(collectCandidate('detector=/some/where', {})).toEqual({ detector: '/some/where' });
  });

  it('refuses another word, and a stage given twice', () => {
    expect(() => collectCandidate('splitter=/x', {})).toThrow(/stage=folder/u);
    expect(() => collectCandidate('detector=/x', { detector: '/y' })).toThrow(/twice/u);
  });
});
