import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareReadings } from '@/tests/support/compare-readings';
import { hasPython, readIndependently, unpackSample } from '@/tests/support/independent-reading';

const ARCHIVE = path.resolve('../shared/data/crohme/train.tar.xz');
const FIXTURES = path.resolve('tests/fixtures/inkml');
const COUNT = 100;

const python = await hasPython();
if (!python)
  console.warn('skipped: there is no python3, so InkML is not read a second time in another language');
if (!existsSync(ARCHIVE))
  console.warn('skipped: ../shared/data/crohme/train.tar.xz is not here; self-made files only');

async function differences(files: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const reading of await readIndependently(files)) {
    const different = await compareReadings(reading);
    if (different.length > 0) found[path.basename(reading.file)] = different;
  }
  return found;
}

describe.skipIf(!python)('the importer agrees with a script in another language', () => {
  it('on self-made files', async () => {
    const names = (await readdir(FIXTURES)).filter((name) => name.endsWith('.inkml'));
    expect(names.length).toBeGreaterThan(8);
    expect(await differences(names.map((name) => path.join(FIXTURES, name)))).toEqual({});
  });

  it('on files that cannot be read', async () => {
    const files = ['empty', 'cut-off', 'no-strokes', 'not-ink'].map((name) =>
      path.join(FIXTURES, 'broken', `${name}.inkml`),
    );
    expect(await differences(files)).toEqual({});
  });

  it.skipIf(!existsSync(ARCHIVE))(
    `on ${COUNT} files of CROHME, picked at random`,
    async () => {
      const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6));
      console.info(`CROHME sample drawn with SEED=${seed}`);
      const folder = await mkdtemp(path.join(tmpdir(), 'formulary-inkml-'));
      try {
        const files = await unpackSample(ARCHIVE, folder, seed, COUNT);
        expect(files).toHaveLength(COUNT);
        expect(await differences(files)).toEqual({});
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});
