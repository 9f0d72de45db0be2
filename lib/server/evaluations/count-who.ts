import { getDb } from '@/lib/db/client';
import { countOutcomes, type EvaluationPair } from '@/lib/db/evaluations/pairs';
import { OUTCOMES, type OutcomeCounts, type Who } from '@/lib/domain/evaluations';

function who(inA: boolean, inB: boolean): Who {
  if (inA) return inB ? 'both' : 'a';
  return inB ? 'b' : 'neither';
}

/** In how many formulas only a, only b, both and neither are right, by outcome. */
export async function countWho(pair: EvaluationPair): Promise<OutcomeCounts> {
  const none = { a: 0, b: 0, both: 0, neither: 0 };
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, { ...none }])) as OutcomeCounts;
  for (const { outcome, inA, inB, count } of await countOutcomes(getDb(), pair)) {
    counts[outcome][who(inA, inB)] = count;
  }
  return counts;
}
