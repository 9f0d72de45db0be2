import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Stage } from '@/lib/domain/stages';
import { PROJECT_ROOT } from '@/lib/env';
import { readCandidate, releaseFolders, WEIGHTS_FOLDER } from '@/models/runtime/candidate';
import { ModelSession } from '@/models/runtime/session';
import { STAGE_MODULES } from '@/models/stages/registry';
import type { Tensors } from '@/models/stages/tensor';
import { readNpy } from '../../support/npy';

/** What training wrote beside the weights: frames, and what its own framework says about them. */
const SAMPLES = path.join(PROJECT_ROOT, '.train', 'samples');
const CASES: [Stage, inputs: Record<string, string>, outputs: string[]][] = [
  ['detector', { image: 'frame' }, ['heat', 'ltrb']],
  ['recognizer', { image: 'frame', boxes: 'boxes' }, ['logits']],
  ['aligner', { probs: 'probs', boxes: 'boxes' }, ['parent', 'relation', 'classes']],
];

const missing =
  !existsSync(path.join(SAMPLES, '0-frame.npy')) || !existsSync(path.join(WEIGHTS_FOLDER, 'release.json'));

async function load(number: number, name: string, asImage: boolean) {
  const { data, dims } = await readNpy(path.join(SAMPLES, `${number}-${name}.npy`));
  return { data, dims: asImage ? [1, 1, ...dims] : dims };
}

describe.skipIf(missing)('released weights here and in training (skipped without .train/samples)', () => {
  it.each(CASES)('%s answers the same', async (stage, inputs, outputs) => {
    const { model } = await readCandidate(stage, (await releaseFolders(WEIGHTS_FOLDER))[stage]);
    const session = await ModelSession.open(STAGE_MODULES[stage].manifest, model!, 2);
    for (let number = 0; existsSync(path.join(SAMPLES, `${number}-frame.npy`)); number++) {
      const feeds: Tensors = {};
      for (const [input, name] of Object.entries(inputs))
        feeds[input] = await load(number, name, input === 'image');
      const said = await session.run(feeds);
      for (const name of outputs) {
        const expected = await load(number, name, false);
        const actual = said[name]!;
        expect(actual.dims, name).toEqual(expected.dims);
        // Masked scores (-1e4) do not set the scale.
        const scale = expected.data.reduce(
          (top, value) => (value > -1e3 ? Math.max(top, Math.abs(value)) : top),
          1,
        );
        const worst = expected.data.reduce(
          (top, value, k) => Math.max(top, Math.abs(value - actual.data[k]!)),
          0,
        );
        expect(worst / scale, `${stage} ${name} of sample ${number}`).toBeLessThan(1e-3);
      }
    }
    await session.close();
  });
});
