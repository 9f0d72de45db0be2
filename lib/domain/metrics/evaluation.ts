import { constantsOf, readBaselines } from './baselines';
import { METRIC_KEYS, type MetricKey } from './catalogue';
import { readMetrics } from './definitions';
import { summariseLatency, type Latency, type Timings } from './latency';
import { Layout } from './layout';
import { tallyFormula } from './tally';
import type { ScoredFormula } from './types';

type KeysOf<Group extends string> = MetricKey extends infer Key
  ? Key extends `${Group}.${infer Name}`
    ? Name
    : never
  : never;

/** The metrics of a group by their short names: `detector.f1_50` is `scores.detector.f1_50`. */
export interface Scores {
  detector: Record<KeysOf<'detector'>, number>;
  recognizer: Record<KeysOf<'recognizer'>, number>;
  aligner: Record<KeysOf<'aligner'>, number>;
  converter: Record<KeysOf<'converter'>, number>;
  endToEnd: Record<KeysOf<'endToEnd'>, number>;
}

/** What predictors that look at nothing reach, so that a majority can never look like skill. */
export interface Baselines extends Scores {
  /** One box around everything (detector); everything right of its left neighbour (aligner). */
  recognizer: Scores['recognizer'] & { class: string };
  /** Always the most frequent label, which is also what `endToEnd.exprate` has here. */
  converter: Scores['converter'] & { label: string } & Record<'exprate' | 'within1' | 'within2', number>;
}

export interface Evaluation extends Scores {
  formulas: number;
  baselines: Baselines;
  latencyMs: Latency;
}

function grouped(values: Record<MetricKey, number>): Scores {
  const groups: Record<string, Record<string, number>> = {};
  for (const key of METRIC_KEYS) {
    const [group, name] = key.split('.') as [string, string];
    (groups[group] ??= {})[name] = values[key];
  }
  return groups as unknown as Scores;
}

function baselines(formulas: readonly ScoredFormula[]): Baselines {
  const constants = constantsOf(formulas);
  const scores = grouped(readBaselines(formulas, constants));
  const { exprate, within1, within2 } = scores.endToEnd;
  return {
    ...scores,
    recognizer: { class: constants.ranking[0] ?? '', ...scores.recognizer },
    converter: { label: constants.latex.join(' '), exprate, within1, within2, ...scores.converter },
  };
}

/**
 * The numbers of `evaluate --json` (DESIGN.md "Faces"), shares in 0..1: detector, recognizer, aligner and
 * converter on their own, the last three on gold input, and the pipeline end to end.
 */
export function evaluate(formulas: readonly ScoredFormula[], timings: readonly Timings[]): Evaluation {
  const layout = new Layout();
  const tallies = formulas.map((formula) => tallyFormula(layout, formula));
  return {
    formulas: formulas.length,
    ...grouped(readMetrics(layout, layout.sum(tallies))),
    baselines: baselines(formulas),
    latencyMs: summariseLatency(timings),
  };
}
