import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoreFile } from '@/lib/cli/evaluation/score-file';
import { evaluate, matchBoxes, type ScoredFormula } from '@/lib/domain/metrics';
import { openPipeline, type Pipeline } from '@/models/runtime/pipeline';
import { drawFormula } from '@/models/synthesis';
import { hasPython, unpackSample } from '@/tests/support/independent-reading';

/** Floors of the first release, with room for the sampling error of this few formulas; `evaluate` has the numbers. */
const ARCHIVE = path.resolve('../shared/data/crohme/dev-2013.tar.xz');
const present = existsSync(ARCHIVE) && (await hasPython());
if (!present)
  console.warn('skipped: ../shared/data/crohme/dev-2013.tar.xz or python3 is not here; drawn formulas only');

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline();
}, 60_000);
afterAll(() => pipeline.close());

describe('the released models', () => {
  it.skipIf(!present)(
    'read handwriting of the development set',
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'formulary-released-'));
      try {
        const files = await unpackSample(ARCHIVE, folder, 2013, 40);
        const formulas: ScoredFormula[] = [];
        for (const file of files) {
          const result = await scoreFile(pipeline, await readFile(file), path.basename(file)).catch(
            () => null,
          );
          if (result) formulas.push(result.scored);
        }
        const { detector, aligner, endToEnd } = evaluate(formulas, []);
        expect(formulas.length).toBeGreaterThan(36);
        expect(detector.f1_50).toBeGreaterThan(0.95);
        expect(aligner.treeExact).toBeGreaterThan(0.75);
        expect(endToEnd.exprate).toBeGreaterThan(0.35);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    300_000,
  );

  it('read formulas that were drawn for the purpose', async () => {
    let [symbols, found, said] = [0, 0, 0];
    for (const [n, latex] of ['a^{2}+b^{2}=c^{2}', '\\frac{x+1}{y}', '\\sqrt{2}', 'x_{1}+x_{2}'].entries()) {
      const { image, truth } = await drawFormula({ latex, style: { face: 'caveat' }, seed: `released-${n}` });
      const { prediction } = await pipeline.predict(image);
      const gold = Object.values(truth.symbols).map(({ box }) => box);
      const boxes = prediction.symbols.map(({ box }) => box);
      symbols += gold.length;
      said += boxes.length;
      found += matchBoxes(boxes, gold, 0.5).pairs.length;
    }
    expect(found / symbols).toBeGreaterThan(0.85);
    expect(found / said).toBeGreaterThan(0.85);
  }, 120_000);
});
