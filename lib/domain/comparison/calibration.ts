import type { ScoredFormula } from '@/lib/domain/metrics';
import { countCorrections, matchBoxes, totalCorrections } from '@/lib/domain/metrics';
import type { Statistic } from '@/lib/domain/metrics/definitions';
import type { Layout } from '@/lib/domain/metrics/layout';
import { BINNINGS, CALIBRATION_HEADS } from './types';
import type { Binning, CalibrationHead, Interval, Reliability } from './types';

/** Bins of a reliability plot. */
const BINS = 10;

/** A confidence in 0..1, and whether what it was said about is right. */
export interface Answer {
  confidence: number;
  right: boolean;
}
export type Answers = Record<CalibrationHead, Answer[]>;

/** What a formula says about how sure it is; see CALIBRATION_HEADS for what is right. */
export function answersOf(formula: ScoredFormula): Answers {
  const { gold, detected, detectedScores, predicted, onGold, formulaConfidence } = formula;
  const boxes = gold.symbols.map(({ box }) => box);
  const isSymbol = new Set(matchBoxes(detected, boxes, 0.5).pairs.map(([p]) => p));
  const said = predicted.symbols.map(({ box }) => box);
  const goldOf = new Map(matchBoxes(said, boxes, 0.5).pairs);
  return {
    detector: detectedScores.map((confidence, n) => ({ confidence, right: isSymbol.has(n) })),
    recognizer: gold.symbols.map((symbol, n) => ({
      confidence: onGold.confidence[n]!,
      right: onGold.ranking[n]?.[0] === symbol.class,
    })),
    context: gold.symbols.map((symbol, n) => ({
      confidence: onGold.contextConfidence[n]!,
      right: onGold.contextClass[n] === symbol.class,
    })),
    predicted: predicted.symbols.map(({ confidence, class: name }, p) => ({
      confidence,
      right: goldOf.has(p) && gold.symbols[goldOf.get(p)!]!.class === name,
    })),
    formula: [{ confidence: formulaConfidence, right: totalCorrections(countCorrections(formula)) === 0 }],
  };
}

/** Lower ends of the bins, rising; the first is 0. */
export type Edges = readonly number[];

const EQUAL_WIDTH: Edges = Array.from({ length: BINS }, (_, bin) => bin / BINS);

/**
 * Edges between which about equally many answers lie (Naeini, Cooper and Hauskrecht, Obtaining well calibrated
 * probabilities using Bayesian binning, AAAI 2015). Equal confidences share a bin, so that there may be fewer.
 */
function equalMassEdges(confidences: readonly number[]): Edges {
  const sorted = [...confidences].sort((a, b) => a - b);
  const edges = [0];
  for (let bin = 1; bin < BINS; bin++) {
    const edge = sorted[Math.floor((bin * sorted.length) / BINS)];
    if (edge !== undefined && edge > sorted[0]! && edge > edges.at(-1)!) edges.push(edge);
  }
  return edges;
}

function binOf(confidence: number, edges: Edges): number {
  let bin = edges.length - 1;
  while (bin > 0 && confidence < edges[bin]!) bin--;
  return bin;
}

/** Where the bins of a head begin. They are made once, from all formulas: a resample does not move them. */
export type AllEdges = Record<CalibrationHead, Record<Binning, Edges>>;

export function edgesFor(answers: readonly Answers[]): AllEdges {
  const entries = CALIBRATION_HEADS.map((head) => {
    const confidences = answers.flatMap((all) => all[head].map(({ confidence }) => confidence));
    return [head, { equalWidth: EQUAL_WIDTH, equalMass: equalMassEdges(confidences) }] as const;
  });
  return Object.fromEntries(entries) as AllEdges;
}

interface BinColumns {
  count: number;
  confidence: number;
  right: number;
}

function binColumns(layout: Layout, head: CalibrationHead, binning: Binning): BinColumns[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const column = (what: string) => layout.column(`calibration/${head}/${binning}/${bin}/${what}`);
    return { count: column('count'), confidence: column('confidence'), right: column('right') };
  });
}

/** Adds the answers of one formula after the other to their tallies. */
export function answerTallier(layout: Layout, edges: AllEdges) {
  const bins = CALIBRATION_HEADS.flatMap((head) =>
    BINNINGS.map((binning) => ({
      head,
      edges: edges[head][binning],
      columns: binColumns(layout, head, binning),
    })),
  );
  return (tally: Map<number, number>, answers: Answers): void => {
    const add = (column: number, by: number) => {
      if (by !== 0) tally.set(column, (tally.get(column) ?? 0) + by);
    };
    for (const { head, edges: lows, columns } of bins) {
      for (const { confidence, right } of answers[head]) {
        const bin = columns[binOf(confidence, lows)]!;
        add(bin.count, 1);
        add(bin.confidence, confidence);
        add(bin.right, right ? 1 : 0);
      }
    }
  };
}

const total = (sums: Float64Array, bins: readonly BinColumns[], what: keyof BinColumns) =>
  bins.reduce((sum, bin) => sum + sums[bin[what]]!, 0);

/**
 * Expected calibration error: the mean over answers of |share right − mean confidence| of their bin (Guo et al.,
 * On calibration of modern neural networks, ICML 2017). Resamples of few answers are further from the diagonal
 * than the formulas themselves, so that its interval leans upwards; differences hardly do.
 */
export function eceStatistic(layout: Layout, head: CalibrationHead, binning: Binning): Statistic {
  const bins = binColumns(layout, head, binning);
  return {
    columns: bins.flatMap(({ count, confidence, right }) => [count, confidence, right]),
    read: (sums) =>
      bins.reduce((sum, { confidence, right }) => sum + Math.abs(sums[right]! - sums[confidence]!), 0) /
      total(sums, bins, 'count'),
  };
}

/** Mean confidence minus share right. */
export function overconfidenceStatistic(layout: Layout, head: CalibrationHead): Statistic {
  const bins = binColumns(layout, head, 'equalWidth');
  return {
    columns: bins.flatMap(({ count, confidence, right }) => [count, confidence, right]),
    read: (sums) =>
      (total(sums, bins, 'confidence') - total(sums, bins, 'right')) / total(sums, bins, 'count'),
  };
}

/** How many answers a head gave. */
export function answersIn(layout: Layout, sums: Float64Array, head: CalibrationHead): number {
  return total(sums, binColumns(layout, head, 'equalWidth'), 'count');
}

/** The bins of a reliability plot from all formulas' sums. */
export function reliability(
  layout: Layout,
  sums: Float64Array,
  edges: AllEdges,
  of: { head: CalibrationHead; binning: Binning; ece: Interval | null },
): Reliability {
  const columns = binColumns(layout, of.head, of.binning);
  const lows = edges[of.head][of.binning];
  const bins = lows.map((low, bin) => {
    const { count, confidence, right } = columns[bin]!;
    const answers = sums[count]!;
    const mean = (column: number) => (answers === 0 ? 0 : sums[column]! / answers);
    return {
      low,
      high: lows[bin + 1] ?? 1,
      count: answers,
      confidence: mean(confidence),
      accuracy: mean(right),
    };
  });
  return { bins, ece: of.ece ?? { value: 0, low: 0, high: 0 } };
}
