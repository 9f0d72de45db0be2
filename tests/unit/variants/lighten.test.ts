import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { register } from '@/lib/cli/candidate/lighten';
import { decodeModel, encodeModel } from '@/models/variants/onnx';
import { lighten } from '@/models/variants/lighten';
import { readCandidate } from '@/models/runtime/candidate';
import { SQUARE_MODELS } from '../../support/squares';
import { shippedModel } from './shipped';

let folder: string;
let said: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'variants-'));
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const SQUARES = path.join(SQUARE_MODELS, 'detector', 'squares');
const command = (...args: string[]) => {
  const program = new Command().exitOverride();
  register(program);
  return program.parseAsync(['node', 'candidate', 'lighten', ...args]);
};

describe('an ONNX file', () => {
  it.each(['detector', 'recognizer', 'aligner'] as const)(
    'of the shipped %s is the same to the byte when it is read and written again',
    async (stage) => {
      const bytes = await shippedModel(stage);
      expect(Buffer.compare(encodeModel(decodeModel(bytes)), bytes)).toBe(0);
    },
  );

  it('that is none is refused', () => {
    expect(() => decodeModel(new TextEncoder().encode('not a model, but text'))).toThrow(
      /no ONNX file|no graph/u,
    );
  });
});

describe('candidate lighten', () => {
  it('writes a candidate of its own that says what it was made from, and opens', async () => {
    await command(SQUARES, '--variant', 'float16', '--out', folder, '--json');
    const { card } = JSON.parse(said) as { card: Record<string, unknown> };
    const original = JSON.parse(await readFile(path.join(SQUARES, 'card.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(card).toMatchObject({
      name: 'squares',
      version: '1-float16',
      variant: 'float16',
      variantOf: { name: 'squares', version: '1', sha256: original.sha256 },
      thresholds: original.thresholds,
      calibratedOn: { images: 48 },
    });
    expect(card).not.toHaveProperty('metrics');
    const { model } = await readCandidate('detector', folder);
    expect(model!.length).toBe(card.bytes);
  });

  it('refuses rules, a variant of a variant, and nowhere to go', async () => {
    const nothing = { name: 'nothing', inputs: [] };
    const rules = path.join(SQUARE_MODELS, 'converter', 'rules-1');
    await expect(lighten('converter', rules, 'float16', nothing)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(lighten('detector', SQUARES, 'int8', nothing)).rejects.toThrow(/calibration images/u);
    await command(SQUARES, '--variant', 'float16', '--out', folder, '--json');
    await expect(lighten('detector', folder, 'int8', nothing)).rejects.toThrow(/from the original/u);
    await expect(command(SQUARES, '--variant', 'int8')).rejects.toThrow(/--project, --out/u);
    await expect(command('nowhere', '--variant', 'int8', '--out', folder)).rejects.toThrow(
      /no folder nowhere/u,
    );
  });
});
