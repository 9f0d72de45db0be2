import { METRIC_KEYS, metricFacts, type ScoredFormula } from '@/lib/domain/metrics';
import { assess, bySupport } from './assessment';
import { answersIn, reliability } from './calibration';
import { confusions } from './confusions';
import { each } from './each';
import { intervalOf } from './interval';
import { allSteps, estimateOnnxShare, estimateStep } from './latency';
import type { ClassPlan } from './plan';
import { BINNINGS, CALIBRATION_HEADS, CLASS_HEADS } from './types';
import type { ConfusionCell, DescribeOptions, Description } from './types';

const countOf = ({ gold, said, a }: ConfusionCell) => ({ gold, said, count: a });

/**
 * One evaluation by itself: every number with its 95 % bootstrap interval. Its values are those of `evaluate`.
 * @throws RangeError when cells or timings are not along the formulas.
 */
export function describe(formulas: readonly ScoredFormula[], options: DescribeOptions = {}): Description {
  const { cells, timings = [] } = options;
  if (
    (cells && cells.length !== formulas.length) ||
    (timings.length > 0 && timings.length !== formulas.length)
  )
    throw new RangeError(`Cells or timings are not along the ${formulas.length} formulas.`);
  const { layout, plan, sides, baselines, resamples, facts } = assess([formulas], options);
  const { sums, estimates, edges } = sides[0]!;
  const read = (n: number) => intervalOf(estimates[n]!);
  const classesAt = (rows: readonly ClassPlan[]) =>
    bySupport(
      rows.map(({ name, triple, precision, recall, f1 }) => ({
        class: name,
        support: sums[triple.gold]!,
        said: sums[triple.said]!,
        precision: read(precision),
        recall: read(recall),
        f1: read(f1),
      })),
    );
  const matrices = confusions(formulas, []);
  return {
    ...facts,
    metrics: METRIC_KEYS.map((key) => ({
      key,
      ...metricFacts(key),
      baseline: baselines[key],
      value: read(plan.metrics[key])!,
    })),
    perClass: each(CLASS_HEADS, (head) => classesAt(plan.classes[head])),
    perRelation: classesAt(plan.relations),
    // A cell is there because it has formulas, so that its numbers are defined.
    perCell: plan.cells.map(({ cell, formulas: column, exprate, zeroTouch, meanCorrections }) => ({
      cell,
      formulas: sums[column]!,
      exprate: read(exprate)!,
      zeroTouch: read(zeroTouch)!,
      meanCorrections: read(meanCorrections)!,
    })),
    confusions: each(CLASS_HEADS, (head) => ({
      top: matrices[head].top.map(countOf),
      cells: matrices[head].cells.map(countOf),
    })),
    calibration: each(CALIBRATION_HEADS, (head) => ({
      answers: answersIn(layout, sums, head),
      overconfidence: read(plan.calibration[head].overconfidence),
      ...each(BINNINGS, (binning) =>
        reliability(layout, sums, edges, { head, binning, ece: read(plan.calibration[head][binning]) }),
      ),
    })),
    latency:
      timings.length === 0
        ? []
        : allSteps(timings).map((step) => {
            const { p50, p95 } = estimateStep(timings, step, resamples);
            return { step, p50: intervalOf(p50)!, p95: intervalOf(p95)! };
          }),
    onnxShare: timings.length === 0 ? null : intervalOf(estimateOnnxShare(timings, resamples)),
  };
}
