import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderedLines } from '@/lib/domain/ordering';
import { readPath } from '@/lib/editor/kernels/reading-path';
import { relationTo } from '@/lib/editor/kernels/relation';
import { parseInkml } from '@/lib/import';
import { hasPython, unpackSample } from '@/tests/support/independent-reading';

/** The twin on self-made formulas is in reading-path.test.ts: "is the tree that the formula was written from". */
const ARCHIVE = path.resolve('../shared/data/crohme/dev-2013.tar.xz');
const present = existsSync(ARCHIVE) && (await hasPython());
if (!present) console.warn('skipped: ../shared/data/crohme/dev-2013.tar.xz or python3 is not here');

describe.skipIf(!present)('handwritten formulas', () => {
  let folder: string;
  const counted = { formulas: 0, exact: 0, symbols: 0, placed: 0, relations: 0, suggested: 0 };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'formulary-paths-'));
    for (const file of await unpackSample(ARCHIVE, folder, 0, 10_000)) {
      const { truth } = parseInkml(await readFile(file), path.basename(file));
      const entries = truth ? orderedLines(truth).flatMap((line) => line.entries) : [];
      if (!truth || entries.length < 2 || entries.length < Object.keys(truth.symbols).length) continue;
      const drawn = new Map(
        readPath(
          truth,
          entries.map(({ symbol }) => symbol),
        ).map((step) => [step.symbol, step]),
      );
      const right = entries.filter(({ symbol, parent, relation }) => {
        const step = drawn.get(symbol);
        return step?.parent === parent && step.relation === relation;
      });
      counted.formulas += 1;
      counted.symbols += entries.length;
      counted.placed += right.length;
      counted.exact += Number(right.length === entries.length);
      for (const { symbol, parent, relation } of entries) {
        const [mine, theirs] = [truth.symbols[symbol], parent && truth.symbols[parent]];
        if (!mine || !theirs) continue;
        counted.relations += 1;
        counted.suggested += Number(relationTo(theirs, mine) === relation);
      }
    }
  }, 240_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('get the right relation suggested for 96 of 100 parents', () => {
    expect(counted.relations).toBeGreaterThan(4000);
    expect(counted.suggested / counted.relations).toBeGreaterThan(0.96);
  });

  it('are right after one path through all of their symbols in 7 of 10; 9 of 10 symbols are placed right', () => {
    expect(counted.formulas).toBeGreaterThan(600);
    expect(counted.exact / counted.formulas).toBeGreaterThan(0.7);
    expect(counted.placed / counted.symbols).toBeGreaterThan(0.9);
  });
});
