import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wellFormed } from '@/lib/domain/annotation/validate';
import { canonicalForScoring, latexFromAnnotation } from '@/lib/domain/latex';
import { parseInkml, type ParsedInkml } from '@/lib/import';
import { hasPython, unpackSample } from '@/tests/support/independent-reading';

/** The twin on self-made files is in inkml.test.ts: "says the same as the LaTeX". */
const ARCHIVE = path.resolve('../shared/data/crohme/dev-2013.tar.xz');
const present = existsSync(ARCHIVE) && (await hasPython());
if (!present) console.warn('skipped: ../shared/data/crohme/dev-2013.tar.xz or python3 is not here');

describe.skipIf(!present)('the development set', () => {
  let folder: string;
  let parsed: ParsedInkml[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'formulary-dev-'));
    const files = await unpackSample(ARCHIVE, folder, 0, 10_000);
    parsed = await Promise.all(
      files.map(async (file) => parseInkml(await readFile(file), path.basename(file))),
    );
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is read whole: 671 files, 101 classes, one file with symbols that have no place', () => {
    expect(parsed).toHaveLength(671);
    const symbols = parsed.map(({ truth }) => Object.values(truth?.symbols ?? {}));
    expect(new Set(symbols.flat().map((symbol) => symbol.class)).size).toBe(101);
    expect(symbols.filter((all) => all.some((symbol) => symbol.place === null))).toHaveLength(1);
    for (const { truth } of parsed) expect(truth && wellFormed(truth)).toEqual([]);
  });

  it('is reproduced by the writer from its trees in 97 of 100 formulas', () => {
    const same = parsed.filter(({ truth, latexRaw }) => {
      const canonical = canonicalForScoring(latexRaw ?? '');
      return truth && canonical.ok && canonical.canonical === latexFromAnnotation(truth);
    });
    expect(same.length / parsed.length).toBeGreaterThanOrEqual(0.97);
  });

  it('has every box on its drawing', () => {
    for (const { truth, width, height } of parsed) {
      for (const { box } of Object.values(truth?.symbols ?? {})) {
        expect(
          Math.min(box.x, box.y, width - box.x - box.width, height - box.y - box.height),
        ).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
