import { describe, type CalibrationHead, type Description, type Interval } from '@/lib/domain/comparison';
import {
  evaluate,
  type Evaluation,
  type MetricKey,
  type ScoredFormula,
  type Timings,
} from '@/lib/domain/metrics';

/** How far confidences can be trusted: over ten bins of equal width, and of equally many answers. */
export interface CalibrationReport {
  answers: number;
  /** Expected calibration error. */
  ece: Interval;
  eceEqualMass: Interval;
  /** Mean confidence minus share right; null without answers. */
  overconfidence: Interval | null;
}

/** What `evaluate --json` prints: the metrics, and how sure each of them is. */
export interface EvaluationReport extends Evaluation {
  /** 95 % bootstrap intervals over formulas, by the path of the metric. */
  intervals: Record<MetricKey, Interval>;
  calibration: Record<CalibrationHead, CalibrationReport>;
}

function calibrationOf({ calibration }: Description): EvaluationReport['calibration'] {
  const heads = Object.entries(calibration).map(([head, { answers, overconfidence, ...binned }]) => [
    head,
    { answers, ece: binned.equalWidth.ece, eceEqualMass: binned.equalMass.ece, overconfidence },
  ]);
  return Object.fromEntries(heads) as EvaluationReport['calibration'];
}

/** The numbers of some scored formulas, and all that can be said about them. */
export function reportOn(
  formulas: readonly ScoredFormula[],
  timings: readonly Timings[],
): { report: EvaluationReport; description: Description } {
  const description = describe(formulas, { timings });
  const intervals = Object.fromEntries(description.metrics.map(({ key, value }) => [key, value]));
  return {
    description,
    report: {
      ...evaluate(formulas, timings),
      intervals: intervals as EvaluationReport['intervals'],
      calibration: calibrationOf(description),
    },
  };
}
