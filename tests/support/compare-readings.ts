import { readFile } from 'node:fs/promises';
import { AppError } from '@/lib/errors';
import { canonicalForScoring } from '@/lib/domain/latex';
import { importFile, type ImportedFormula } from '@/lib/import';
import type { IndependentReading } from './independent-reading';

/** Pixels by which boxes may differ. */
const TOLERANCE = 0.51;

/** Traces of a symbol as the other script names it. */
const keyOf = (formula: ImportedFormula, symbol: string) =>
  [...(formula.ink?.symbols[symbol] ?? [])].sort().join(' ');

function compareSymbols(
  formula: ImportedFormula,
  reading: Exclude<IndependentReading, { error: string }>,
): string[] {
  const differences: string[] = [];
  const theirs = new Map(reading.symbols.map((symbol) => [symbol.key, symbol]));
  const mine = Object.values(formula.truth?.symbols ?? {});
  if (mine.length !== reading.symbols.length)
    differences.push(`${mine.length} symbols, not ${reading.symbols.length}`);
  for (const { id, class: name, box } of mine) {
    const other = theirs.get(keyOf(formula, id));
    if (!other) differences.push(`symbol ${id} has other strokes`);
    else {
      if (other.class !== name) differences.push(`symbol ${id} is ${name}, not ${other.class}`);
      const sides = [box.x, box.y, box.x + box.width, box.y + box.height];
      const off = Math.max(...sides.map((side, index) => Math.abs(side - (other.box[index] ?? Infinity))));
      if (off > TOLERANCE) differences.push(`the box of ${id} is off by ${off} px`);
    }
  }
  return differences;
}

/**
 * Imports one file and says where it differs from what the script in Python read: boxes, classes, relations,
 * canonical LaTeX, size of the drawing. Nothing when they agree, a file that both refuse included.
 */
export async function compareReadings(reading: IndependentReading): Promise<string[]> {
  let formula: ImportedFormula;
  try {
    formula = await importFile(await readFile(reading.file), reading.file);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return 'error' in reading ? [] : [`refused: ${error.message}`];
  }
  if ('error' in reading) return [`taken, and yet ${reading.error}`];
  const differences = compareSymbols(formula, reading);
  const { width, height } = formula.image;
  if (width !== reading.width || height !== reading.height) {
    differences.push(`${width}×${height}, not ${reading.width}×${reading.height}`);
  }
  const placed = Object.values(formula.truth?.symbols ?? {});
  const relations = placed
    .flatMap(({ id, place }) =>
      place?.parent ? [`${keyOf(formula, place.parent)} ${place.relation} ${keyOf(formula, id)}`] : [],
    )
    .sort();
  const others = reading.relations
    .map(([parent, child, relation]) => `${parent} ${relation} ${child}`)
    .sort();
  if (relations.join('\n') !== others.join('\n'))
    differences.push(`relations ${relations.join('; ')}, not ${others.join('; ')}`);
  const roots = placed.filter(({ place }) => place?.parent === null).map(({ id }) => keyOf(formula, id));
  if (roots.sort().join('\n') !== reading.roots.join('\n'))
    differences.push(`roots ${roots.join('; ')}, not ${reading.roots.join('; ')}`);
  const latex = canonicalForScoring(formula.latexRaw ?? '');
  if ((latex.ok ? latex.canonical : null) !== reading.latex) {
    differences.push(`LaTeX ${latex.ok ? latex.canonical : latex.message}, not ${reading.latex}`);
  }
  return differences;
}
