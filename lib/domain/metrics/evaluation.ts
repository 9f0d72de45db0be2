import { scoreBaselines, type Baselines } from './baselines';
import { scoreClasses, type ClassScores } from './classification';
import { scoreDetector, type DetectorScores } from './detector';
import { scoreEndToEnd, type EndToEndScores } from './end-to-end';
import { quantile, ratio } from './ratios';
import { scoreTrees, type TreeScores } from './trees';
import type { ScoredFormula } from './types';

/** Milliseconds of one formula's prediction; keys beyond these are stages. */
export type Timings = Readonly<Record<string, number>>;

export interface Latency {
  p50: number;
  p95: number;
  /** Medians. */
  perStage: Record<string, number>;
  /** Part of the total time that is spent inside ONNX Runtime. */
  onnxShare: number;
}

export interface Evaluation {
  formulas: number;
  detector: DetectorScores;
  recognizer: ClassScores;
  aligner: TreeScores & { classTop1: number };
  converter: { exact: number };
  endToEnd: EndToEndScores;
  baselines: Baselines;
  latencyMs: Latency;
}

export function summariseLatency(timings: readonly Timings[]): Latency {
  const of = (key: string) => timings.map((timing) => timing[key] ?? 0);
  const sum = (key: string) => of(key).reduce((total, value) => total + value, 0);
  const stages = [...new Set(timings.flatMap((timing) => Object.keys(timing)))].filter(
    (key) => key !== 'total' && key !== 'onnx',
  );
  return {
    p50: quantile(of('total'), 0.5),
    p95: quantile(of('total'), 0.95),
    perStage: Object.fromEntries(stages.map((stage) => [stage, quantile(of(stage), 0.5)])),
    onnxShare: ratio(sum('onnx'), sum('total')),
  };
}

const sameTokens = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((token, n) => token === b[n]);

/**
 * The numbers of `evaluate --json` (DESIGN.md "Faces"), shares in 0..1: detector, recognizer, aligner and
 * converter on their own, the last three on gold input, and the pipeline end to end.
 */
export function evaluate(formulas: readonly ScoredFormula[], timings: readonly Timings[]): Evaluation {
  const symbols = formulas.flatMap(({ gold, onGold }) =>
    gold.symbols.map((symbol, n) => ({
      gold: symbol.class,
      ranking: onGold.ranking[n] ?? [],
      context: onGold.contextClass[n],
    })),
  );
  return {
    formulas: formulas.length,
    detector: scoreDetector(
      formulas.map(({ detected, gold }) => ({ detected, gold: gold.symbols.map(({ box }) => box) })),
    ),
    recognizer: scoreClasses(symbols),
    aligner: {
      ...scoreTrees(formulas.map(({ gold, onGold }) => ({ gold: gold.symbols, said: onGold.places }))),
      classTop1: ratio(symbols.filter(({ gold, context }) => gold === context).length, symbols.length),
    },
    converter: {
      exact: ratio(
        formulas.filter(({ gold }) => sameTokens(gold.written, gold.latex)).length,
        formulas.length,
      ),
    },
    endToEnd: scoreEndToEnd(formulas),
    baselines: scoreBaselines(formulas),
    latencyMs: summariseLatency(timings),
  };
}
