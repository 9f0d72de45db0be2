import { getDb } from '@/lib/db/client';
import { listUnscoredPairs } from '@/lib/db/evaluations/pairs';
import { readSummary } from '@/lib/db/evaluations/rows';
import { compare, type Comparison } from '@/lib/domain/comparison';
import type { EvaluationComparison, EvaluationSummary } from '@/lib/domain/evaluations';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { rememberComparison } from './comparison-cache';
import { countWho } from './count-who';
import { describeEvaluations } from './describe';
import { peakRss, readScored, type ScoredItem } from './read-scored';
import { requirePair } from './require-pair';
import { resamplesFor } from './resamples';

/** Unscored formulas that are named. */
const NAMED = 500;

/** The formulas that both scored, in the same order. */
function align(a: readonly ScoredItem[], b: readonly ScoredItem[]): { a: ScoredItem[]; b: ScoredItem[] } {
  const others = new Map(b.map((item) => [item.formulaId, item]));
  const pairs = a.flatMap((item) => {
    const other = others.get(item.formulaId);
    return other ? [[item, other] as const] : [];
  });
  return { a: pairs.map(([item]) => item), b: pairs.map(([, item]) => item) };
}

/**
 * Two finished evaluations side by side, every number paired by formula; those that only one of them could score
 * are named beside the numbers.
 * @throws AppError not_found | invalid_input when they were not made on the same split of the same snapshot, or
 *   have no formula in common
 */
export async function compareEvaluations(
  actor: Actor,
  input: { a: string; b: string },
): Promise<EvaluationComparison> {
  const records = await requirePair(actor, input);
  const [rows, outcomes, unscored, ...summaries] = await Promise.all([
    describeEvaluations([records.a, records.b]),
    countWho(input),
    listUnscoredPairs(getDb(), input, NAMED),
    readSummary(getDb(), input.a),
    readSummary(getDb(), input.b),
  ]);
  // Written by this program only; finished evaluations have theirs.
  const [a, b] = summaries as [EvaluationSummary, EvaluationSummary];
  return {
    a: rows[0]!,
    b: rows[1]!,
    comparison: await rememberComparison(input, () =>
      compareScored(input, { a: a.memory.weights, b: b.memory.weights }),
    ),
    outcomes,
    unscored,
    environments: { a: a.environment, b: b.environment },
  };
}

async function compareScored(
  input: { a: string; b: string },
  weights: { a: number; b: number },
): Promise<Comparison> {
  const [itemsA, itemsB] = await Promise.all([readScored(input.a), readScored(input.b)]);
  const items = align(itemsA, itemsB);
  if (items.a.length === 0) {
    throw new AppError('invalid_input', 'These two have no formula in common that both could score.');
  }
  const scored = (side: readonly ScoredItem[]) => side.map((item) => item.scored);
  const timings = (side: readonly ScoredItem[]) => side.map((item) => item.timingsMs);
  return compare(scored(items.a), scored(items.b), {
    cells: items.a.map(({ cell }) => cell),
    resamples: resamplesFor(items.a.length),
    timings: { a: timings(items.a), b: timings(items.b) },
    peakRss: { a: peakRss(itemsA), b: peakRss(itemsB) },
    weights,
  });
}
