import { readBaselines, type MetricKey, type ScoredFormula } from '@/lib/domain/metrics';
import { Layout } from '@/lib/domain/metrics/layout';
import { estimate } from './bootstrap';
import type { Estimate } from './interval';
import { countSide, planStatistics, type Plan, type Side } from './plan';
import { drawResamples, type Resamples } from './resample';
import type { BootstrapOptions } from './types';

const DEFAULT_RESAMPLES = 1000;
const DEFAULT_SEED = 'formulary';

/** One candidate: its counts, their sums, and every planned statistic on the formulas and on every resample. */
export interface AssessedSide extends Side {
  sums: Float64Array;
  estimates: Estimate[];
}

/** One or two candidates, counted and resampled alike. */
export interface Assessment {
  layout: Layout;
  plan: Plan;
  sides: AssessedSide[];
  resamples: Resamples;
  /** What constant predictions get; null where nothing is predicted. */
  baselines: Record<MetricKey, number | null>;
  /** What a comparison and a description both begin with. */
  facts: { formulas: number; symbols: number; resamples: number; seed: string };
}

/** Counts and resamples candidates on the same formulas. */
export function assess(
  candidates: readonly (readonly ScoredFormula[])[],
  { cells, seed = DEFAULT_SEED, resamples: count = DEFAULT_RESAMPLES }: BootstrapOptions,
): Assessment {
  const formulas = candidates[0]!;
  const cellOf = cells ?? formulas.map(() => '');
  const layout = new Layout();
  const counted = candidates.map((candidate) => countSide(layout, candidate, cellOf));
  const plan = planStatistics(layout, cellOf);
  const resamples = drawResamples(formulas.length, count, seed);
  return {
    layout,
    plan,
    sides: counted.map((side) => ({
      ...side,
      sums: layout.sum(side.tallies),
      estimates: estimate(layout, side.tallies, plan.statistics, resamples),
    })),
    resamples,
    // By hand is by hand: it says something about the formulas, and nothing about who predicts.
    baselines: { ...readBaselines(formulas), 'endToEnd.klmSecondsScratch': null },
    facts: {
      formulas: formulas.length,
      symbols: formulas.reduce((sum, { gold }) => sum + gold.symbols.length, 0),
      resamples: count,
      seed,
    },
  };
}

/** By support, falling, then by name. */
export function bySupport<Row extends { class: string; support: number }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => b.support - a.support || (a.class < b.class ? -1 : 1));
}
