import { union } from '@/lib/domain/geometry/box';
import { scoreClasses, type ClassScores } from './classification';
import { scoreDetector, type DetectorScores } from './detector';
import { scoreEndToEnd, scoreExpressions, type EndToEndScores, type ExpressionScores } from './end-to-end';
import { placesByPosition, scoreTrees, type TreeScores } from './trees';
import type { ScoredFormula } from './types';

/** What predictors that look at nothing reach, so that a majority can never look like skill. */
export interface Baselines {
  /** One box around everything. */
  detector: DetectorScores;
  /** Always the most frequent class; the five most frequent as its ranking. */
  recognizer: ClassScores & { class: string };
  /** Sorted by left side, everything `Right`. */
  aligner: TreeScores;
  /** Always the most frequent label. */
  converter: ExpressionScores & { label: string };
  /** Nothing predicted at all. */
  endToEnd: EndToEndScores;
}

/** Distinct values by falling frequency, ties by code point order. */
function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}

export function scoreBaselines(formulas: readonly Pick<ScoredFormula, 'gold'>[]): Baselines {
  const boxes = formulas.map(({ gold }) => gold.symbols.map(({ box }) => box));
  const classes = formulas.flatMap(({ gold }) => gold.symbols.map((symbol) => symbol.class));
  const ranking = byFrequency(classes).slice(0, 5);
  const label = byFrequency(formulas.map(({ gold }) => gold.latex.join(' ')))[0] ?? '';
  const said = label === '' ? [] : label.split(' ');
  return {
    detector: scoreDetector(
      boxes.map((gold) => ({ gold, detected: [union(gold)].flatMap((box) => box ?? []) })),
    ),
    recognizer: { class: ranking[0] ?? '', ...scoreClasses(classes.map((gold) => ({ gold, ranking }))) },
    aligner: scoreTrees(
      formulas.map(({ gold }) => ({ gold: gold.symbols, said: placesByPosition(gold.symbols) })),
    ),
    converter: { label, ...scoreExpressions(formulas.map(({ gold }) => ({ said, gold: gold.latex }))) },
    endToEnd: scoreEndToEnd(formulas.map(({ gold }) => ({ gold, predicted: { symbols: [], latex: [] } }))),
  };
}
