import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { StageSchema, type Stage } from '@/lib/domain/stages';
import { PROJECT_ROOT } from '@/lib/env';
import { readCandidate, releaseFolders, WEIGHTS_FOLDER } from '@/models/runtime/candidate';
import { ModelSession } from '@/models/runtime/session';
import { STAGE_MODULES } from '@/models/stages/registry';
import type { Tensor, Tensors } from '@/models/stages/tensor';
import { readNpy } from '../../support/npy';

/** What training wrote beside the weights: drawn frames, and what its own framework says about them. */
const SAMPLES = path.join(PROJECT_ROOT, 'tests', 'fixtures', 'models', 'parity');
const CASES: [Stage, inputs: Record<string, string>, outputs: string[]][] = [
  ['detector', { image: 'frame' }, ['heat', 'ltrb']],
  ['recognizer', { image: 'frame', boxes: 'boxes' }, ['logits']],
  ['aligner', { probs: 'probs', boxes: 'boxes' }, ['parent', 'relation', 'classes']],
];
/** Decibels that an output may lie below what its card promises: few frames, and none of those it was measured on. */
const LEEWAY = 6;

/** What the samples are of, and what the card says about how the released weights came from it. */
const WeightsSchema = z.partialRecord(StageSchema, z.string());
const ProvenanceSchema = z.object({
  sha256: z.string(),
  variantOf: z.object({ sha256: z.string() }).optional(),
  fidelityDecibels: z.record(z.string(), z.number().nullable()).optional(),
});

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(file, 'utf8')));
}

const made = existsSync(path.join(SAMPLES, 'weights.json'))
  ? await readJson(path.join(SAMPLES, 'weights.json'), WeightsSchema)
  : {};
const folders = await releaseFolders(WEIGHTS_FOLDER);

/** The card of the released candidate, if the samples are of it or of what it is a variant of. */
async function provenance(stage: Stage) {
  const card = await readJson(path.join(folders[stage], 'card.json'), ProvenanceSchema);
  return made[stage] === (card.variantOf?.sha256 ?? card.sha256) ? card : null;
}

async function load(number: number, name: string, asImage = false): Promise<Tensor> {
  const { data, dims } = await readNpy(path.join(SAMPLES, `${number}-${name}.npy`));
  return { data, dims: asImage ? [1, 1, ...dims] : dims };
}

/** Masked scores (-1e4) are no answers, and beyond the reach of half precision. */
const answers = (wanted: Float32Array) => [...wanted.keys()].filter((k) => wanted[k]! > -1e3);

/** Largest difference relative to the largest value (at least 1). */
function worstOf(wanted: Float32Array, got: Float32Array): number {
  const places = answers(wanted);
  const largest = (of: (k: number) => number) => places.reduce((top, k) => Math.max(top, Math.abs(of(k))), 0);
  return (
    largest((k) => wanted[k]! - got[k]!) /
    Math.max(
      1,
      largest((k) => wanted[k]!),
    )
  );
}

/** Power of what was wanted to power of what differs, in decibels, over all samples: each alone has few values. */
function decibelsOf(pairs: readonly (readonly [wanted: Float32Array, got: Float32Array])[]): number {
  const sum = (of: (wanted: number, got: number) => number) =>
    pairs.reduce(
      (total, [wanted, got]) => answers(wanted).reduce((part, k) => part + of(wanted[k]!, got[k]!), total),
      0,
    );
  return 10 * Math.log10(sum((wanted) => wanted ** 2) / sum((wanted, got) => (wanted - got) ** 2));
}

describe('released weights here and in training', () => {
  it.for(CASES)(
    '%s answers the same (skipped without samples of it)',
    async ([stage, inputs, outputs], { skip }) => {
      const card = await provenance(stage);
      if (!card) return skip('tests/fixtures/models/parity has none of these weights');
      const { model } = await readCandidate(stage, folders[stage]);
      const session = await ModelSession.open(STAGE_MODULES[stage].manifest, model!, 1);
      const pairs = new Map<string, [Float32Array, Float32Array][]>(outputs.map((name) => [name, []]));
      for (let number = 0; existsSync(path.join(SAMPLES, `${number}-frame.npy`)); number++) {
        const feeds: Tensors = {};
        for (const [input, name] of Object.entries(inputs))
          feeds[input] = await load(number, name, input === 'image');
        const said = await session.run(feeds);
        for (const name of outputs) {
          const expected = await load(number, name);
          expect(said[name]!.dims, name).toEqual(expected.dims);
          pairs.get(name)!.push([expected.data, said[name]!.data]);
          if ((card.fidelityDecibels?.[name] ?? null) === null)
            expect(
              worstOf(expected.data, said[name]!.data),
              `${stage} ${name} of sample ${number}`,
            ).toBeLessThan(1e-3);
        }
      }
      for (const [name, all] of pairs) {
        const promised = card.fidelityDecibels?.[name] ?? null;
        if (promised !== null) expect(decibelsOf(all), `${stage} ${name}`).toBeGreaterThan(promised - LEEWAY);
      }
      await session.close();
    },
  );
});
