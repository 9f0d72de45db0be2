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

/** Largest difference relative to the largest value (at least 1), and the same in power, in decibels. */
function compare(wanted: Float32Array, got: Float32Array) {
  // Masked scores (-1e4) are no answers, and beyond the reach of half precision.
  const places = [...wanted.keys()].filter((k) => wanted[k]! > -1e3);
  const sum = (of: (k: number) => number) => places.reduce((total, k) => total + of(k), 0);
  const largest = (of: (k: number) => number) => places.reduce((top, k) => Math.max(top, Math.abs(of(k))), 0);
  const gap = (k: number) => wanted[k]! - got[k]!;
  return {
    worst:
      largest(gap) /
      Math.max(
        1,
        largest((k) => wanted[k]!),
      ),
    decibels: 10 * Math.log10(sum((k) => wanted[k]! ** 2) / sum((k) => gap(k) ** 2)),
  };
}

describe('released weights here and in training', () => {
  it.for(CASES)(
    '%s answers the same (skipped without samples of it)',
    async ([stage, inputs, outputs], { skip }) => {
      const card = await provenance(stage);
      if (!card) return skip('tests/fixtures/models/parity has none of these weights');
      const { model } = await readCandidate(stage, folders[stage]);
      const session = await ModelSession.open(STAGE_MODULES[stage].manifest, model!, 1);
      for (let number = 0; existsSync(path.join(SAMPLES, `${number}-frame.npy`)); number++) {
        const feeds: Tensors = {};
        for (const [input, name] of Object.entries(inputs))
          feeds[input] = await load(number, name, input === 'image');
        const said = await session.run(feeds);
        for (const name of outputs) {
          const expected = await load(number, name);
          expect(said[name]!.dims, name).toEqual(expected.dims);
          const { worst, decibels } = compare(expected.data, said[name]!.data);
          const promised = card.fidelityDecibels?.[name] ?? null;
          if (promised === null) expect(worst, `${stage} ${name} of sample ${number}`).toBeLessThan(1e-3);
          else expect(decibels, `${stage} ${name} of sample ${number}`).toBeGreaterThan(promised - LEEWAY);
        }
      }
      await session.close();
    },
  );
});
