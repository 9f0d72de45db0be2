import { METRIC_KEYS, metricFacts, type MetricKey, type ScoredFormula } from '@/lib/domain/metrics';
import { assess, bySupport, type Assessment } from './assessment';
import { countChanged } from './bootstrap';
import { answersIn, reliability } from './calibration';
import { confusions } from './confusions';
import { each } from './each';
import { combine, intervalOf, pair } from './interval';
import { allSteps, estimateOnnxShare, estimateStep } from './latency';
import type { ClassPlan } from './plan';
import type { Resamples } from './resample';
import { CALIBRATION_HEADS, CLASS_HEADS } from './types';
import type {
  Binning,
  CalibrationComparison,
  CalibrationHead,
  ClassComparison,
  CompareOptions,
  Comparison,
  LatencyComparison,
  MemoryComparison,
  MetricComparison,
  Paired,
} from './types';

function checkAligned(
  a: readonly ScoredFormula[],
  b: readonly ScoredFormula[],
  { cells, timings }: CompareOptions,
): void {
  const lengths = [b, cells, timings?.a, timings?.b].flatMap((list) => (list ? [list.length] : []));
  if (lengths.some((length) => length !== a.length))
    throw new RangeError(`Lists of ${[a.length, ...lengths].join(', ')} formulas are not aligned.`);
  a.forEach(({ gold }, n) => {
    const other = b[n]!.gold;
    if (gold.symbols.length !== other.symbols.length || gold.latex.join(' ') !== other.latex.join(' '))
      throw new RangeError(`Formula ${n} of a and of b have different truths.`);
  });
}

type Read = (statistic: number, better?: 'higher' | 'lower') => Paired;

const metricAt = (key: MetricKey, baseline: number | null, read: Read, index: number): MetricComparison => {
  const facts = metricFacts(key);
  const { a, b, difference, changed, verdict } = read(index, facts.better);
  // Of formulas as a whole every metric is defined, be it as 0.
  return { key, ...facts, baseline, a: a!, b: b!, difference: difference!, changed, verdict };
};

function classAt(
  { name, triple, ...statistics }: ClassPlan,
  { sides }: Assessment,
  read: Read,
): ClassComparison {
  const [a, b] = [sides[0]!.sums, sides[1]!.sums];
  return {
    class: name,
    support: a[triple.gold]!,
    said: { a: a[triple.said]!, b: b[triple.said]! },
    precision: read(statistics.precision),
    recall: read(statistics.recall),
    f1: read(statistics.f1),
  };
}

function calibrationAt(
  head: CalibrationHead,
  { layout, plan, sides }: Assessment,
  read: Read,
): CalibrationComparison {
  const indices = plan.calibration[head];
  const [a, b] = [sides[0]!, sides[1]!];
  const binned = (binning: Binning) => {
    const ece = read(indices[binning], 'lower');
    const of = { head, binning };
    return {
      a: reliability(layout, a.sums, a.edges, { ...of, ece: ece.a }),
      b: reliability(layout, b.sums, b.edges, { ...of, ece: ece.b }),
      difference: ece.difference,
      verdict: ece.verdict,
    };
  };
  const over = read(indices.overconfidence);
  return {
    answers: { a: answersIn(layout, a.sums, head), b: answersIn(layout, b.sums, head) },
    overconfidence: { a: over.a, b: over.b },
    equalWidth: binned('equalWidth'),
    equalMass: binned('equalMass'),
  };
}

function latency(
  { a, b }: NonNullable<CompareOptions['timings']>,
  resamples: Resamples,
): Pick<Comparison, 'latency' | 'onnxShare'> {
  if (a.length === 0) return { latency: [], onnxShare: null };
  const differing = (step: string) => a.filter((timing, n) => timing[step] !== b[n]![step]).length;
  const steps = allSteps(a, b).map((step): LatencyComparison => {
    const [of, beside] = [estimateStep(a, step, resamples), estimateStep(b, step, resamples)];
    return {
      step,
      p50: pair(of.p50, beside.p50, differing(step), 'lower'),
      p95: pair(of.p95, beside.p95, differing(step), 'lower'),
      p50Ratio: intervalOf(
        combine(of.p50, beside.p50, (before, after) => (before === 0 ? Number.NaN : after / before)),
      ),
    };
  });
  const onnxShare = pair(estimateOnnxShare(a, resamples), estimateOnnxShare(b, resamples), differing('onnx'));
  return { latency: steps, onnxShare };
}

function memory({ a, b } = { a: null, b: null } as { a: number | null; b: number | null }): MemoryComparison {
  return { a, b, ratio: a === null || b === null || a === 0 ? null : b / a };
}

/**
 * Two candidates on the same formulas: every number of a and of b with its 95 % bootstrap interval, and their
 * paired difference with its own. Deterministic: the same formulas, seed and number of resamples always give the
 * same intervals.
 * @throws RangeError when the lists are not along the same formulas.
 */
export function compare(
  a: readonly ScoredFormula[],
  b: readonly ScoredFormula[],
  options: CompareOptions = {},
): Comparison {
  checkAligned(a, b, options);
  const assessment = assess([a, b], options);
  const { plan, sides, baselines, resamples, facts } = assessment;
  const [of, beside] = [sides[0]!, sides[1]!];
  const changed = countChanged(of.tallies, beside.tallies, plan.statistics);
  const read: Read = (n, better) => pair(of.estimates[n]!, beside.estimates[n]!, changed[n]!, better);
  const classesAt = (rows: readonly ClassPlan[]) =>
    bySupport(rows.map((row) => classAt(row, assessment, read)));
  return {
    ...facts,
    metrics: METRIC_KEYS.map((key) => metricAt(key, baselines[key], read, plan.metrics[key])),
    perClass: each(CLASS_HEADS, (head) => classesAt(plan.classes[head])),
    perRelation: classesAt(plan.relations),
    perCell: plan.cells.map(({ cell, formulas, ...statistics }) => ({
      cell,
      formulas: of.sums[formulas]!,
      exprate: read(statistics.exprate),
      zeroTouch: read(statistics.zeroTouch),
      meanCorrections: read(statistics.meanCorrections, 'lower'),
    })),
    confusions: confusions(a, b),
    calibration: each(CALIBRATION_HEADS, (head) => calibrationAt(head, assessment, read)),
    ...latency(options.timings ?? { a: [], b: [] }, resamples),
    memory: { peakRss: memory(options.peakRss), weights: memory(options.weights) },
  };
}
