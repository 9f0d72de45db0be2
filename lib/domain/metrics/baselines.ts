import { union } from '@/lib/domain/geometry/box';
import type { MetricKey } from './catalogue';
import { readMetrics } from './definitions';
import { Layout } from './layout';
import { tallyFormula } from './tally';
import type { ScoredFormula, ScoredPlace, ScoredSymbol } from './types';

/** What predictors that look at nothing say. */
export interface Constants {
  /** The most frequent classes, best five, first. */
  ranking: string[];
  /** The most frequent label. */
  latex: string[];
}

/** Distinct values by falling frequency, ties by code point order. */
function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}

/** The useless floor: symbols sorted by their left side, each right of the one before. */
export function placesByPosition(symbols: readonly ScoredSymbol[]): ScoredPlace[] {
  const sorted = [...symbols].sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
  return sorted.map(({ id }, n) => {
    const parent = sorted[n - 1]?.id ?? null;
    return { id, parent, relation: parent === null ? null : 'Right' };
  });
}

export function constantsOf(formulas: readonly Pick<ScoredFormula, 'gold'>[]): Constants {
  const classes = formulas.flatMap(({ gold }) => gold.symbols.map((symbol) => symbol.class));
  const label = byFrequency(formulas.map(({ gold }) => gold.latex.join(' ')))[0] ?? '';
  return { ranking: byFrequency(classes).slice(0, 5), latex: label === '' ? [] : label.split(' ') };
}

/**
 * The same formulas as constant predictors would answer them, so that a majority can never look like skill: one
 * box around everything; always the most frequent class; everything right of its left neighbour; always the most
 * frequent label, and no symbols to correct.
 */
export function constantPredictions(
  formulas: readonly Pick<ScoredFormula, 'gold'>[],
  { ranking, latex }: Constants,
): ScoredFormula[] {
  return formulas.map(({ gold }) => {
    const detected = [union(gold.symbols.map(({ box }) => box))].flatMap((box) => box ?? []);
    return {
      gold,
      detected,
      detectedScores: detected.map(() => 1),
      predicted: { symbols: [], latex },
      formulaConfidence: 1,
      onGold: {
        ranking: gold.symbols.map(() => ranking),
        confidence: gold.symbols.map(() => 1),
        contextClass: gold.symbols.map(() => ranking[0] ?? ''),
        contextConfidence: gold.symbols.map(() => 1),
        places: placesByPosition(gold.symbols),
      },
    };
  });
}

/** Every metric of the constant predictions. A converter that always says the most frequent label is one, too. */
export function readBaselines(
  formulas: readonly Pick<ScoredFormula, 'gold'>[],
  constants = constantsOf(formulas),
): Record<MetricKey, number> {
  const layout = new Layout();
  const tallies = constantPredictions(formulas, constants).map((formula) => tallyFormula(layout, formula));
  const values = readMetrics(layout, layout.sum(tallies));
  return { ...values, 'converter.exact': values['endToEnd.exprate'] };
}
