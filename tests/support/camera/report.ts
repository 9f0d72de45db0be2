import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { collectInputs } from '@/lib/cli/inputs';
import { canonicalForScoring } from '@/lib/domain/latex';
import { matchBoxes } from '@/lib/domain/metrics';
import { importFile } from '@/lib/import';
import { openPipeline } from '@/models/runtime/pipeline';
import { photograph } from './picture';

/**
 * Box recall on camera-like pictures of InkML formulas:
 *
 *     npx tsx tests/support/camera/report.ts <folder of .inkml> [how many] [folder for the pictures]
 *
 * Every k-th file in path order is taken, so that the same files are taken each time. Prints one JSON line.
 */
const [folder, count = '100', out] = process.argv.slice(2);
if (!folder) throw new Error('which folder of .inkml files?');
const files = await collectInputs([folder], ['inkml']);
const every = Math.max(1, Math.floor(files.length / Number(count)));
const pipeline = await openPipeline();
const total = { formulas: 0, symbols: 0, found: 0, said: 0, expressions: 0 };
const tokens = (latex: string) => {
  const canonical = canonicalForScoring(latex);
  return canonical.ok ? canonical.canonical : latex;
};
for (const [n, file] of files
  .filter((_, k) => k % every === 0)
  .slice(0, Number(count))
  .entries()) {
  const { image, truth, name } = await importFile(await readFile(file), path.basename(file));
  if (!truth) continue;
  const picture = await photograph(image.bytes, n + 1);
  if (out) {
    await mkdir(out, { recursive: true });
    await writeFile(path.join(out, `${name}.jpg`), picture.jpeg);
  }
  const { prediction } = await pipeline.predict(picture.jpeg);
  const gold = Object.values(truth.symbols).map(({ box }) => picture.boxOn(box));
  const said = prediction.symbols.map(({ box }) => box);
  total.formulas++;
  total.symbols += gold.length;
  total.said += said.length;
  total.found += matchBoxes(said, gold, 0.5).pairs.length;
  if (tokens(prediction.latex) === tokens(truth.label.latex)) total.expressions++;
}
await pipeline.close();
const report = {
  formulas: total.formulas,
  symbols: total.symbols,
  recall50: total.found / total.symbols,
  precision50: total.found / total.said,
  exprate: total.expressions / total.formulas,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
