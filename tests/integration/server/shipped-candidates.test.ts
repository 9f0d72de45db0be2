import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureShippedCandidates } from '@/lib/server/candidates/ensure-shipped';
import { stagesInUse } from '@/lib/server/candidates/release-in-use';
import { makeProject } from '@/tests/support/builders';
import { createInstallation, type Installation } from '@/tests/support/scratch';
import { SQUARE_MODELS } from '@/tests/support/squares';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.drop());

describe('another version of the program', () => {
  it('may ship a card that says more under the same name: projects that released nothing use it', async () => {
    const weights = await mkdtemp(path.join(tmpdir(), 'weights-'));
    try {
      await cp(SQUARE_MODELS, weights, { recursive: true });
      const project = await makeProject(installation.db);
      const before = await ensureShippedCandidates(weights);
      const file = path.join(weights, 'converter', 'rules-1', 'card.json');
      const card = JSON.parse(await readFile(file, 'utf8')) as object;
      await writeFile(file, JSON.stringify({ ...card, metrics: { 'dev-2013': { formulas: 671 } } }));
      const after = await ensureShippedCandidates(weights);
      expect(after.converter).not.toBe(before.converter);
      expect({ ...after, converter: before.converter }).toEqual(before);
      const used = await stagesInUse(installation.db, project.id, after);
      expect(used.converter).toMatchObject({ id: after.converter, shipped: true, ref: 'rules-1@1' });
    } finally {
      await rm(weights, { recursive: true });
    }
  });
});
