import {
  CALIBRATION_HEADS,
  CLASS_HEADS,
  type CalibrationComparison,
  type CalibrationHead,
  type ClassHead,
  type ConfusionComparison,
  type Description,
} from '@/lib/domain/comparison/types';
import type { Calibrations } from './calibration-panel';

type Count = { gold: string | null; said: string | null; count: number };
const asA = ({ gold, said, count }: Count) => ({ gold, said, a: count, b: 0 });

/** One evaluation as side A of the panels that are made for two. */
export function alone({ confusions, calibration }: Pick<Description, 'confusions' | 'calibration'>): {
  confusions: Record<ClassHead, ConfusionComparison>;
  calibrations: Calibrations;
} {
  return {
    confusions: Object.fromEntries(
      CLASS_HEADS.map((head) => {
        const { top, cells } = confusions[head];
        return [head, { top: top.map(asA), cells: cells.map(asA) }];
      }),
    ) as Record<ClassHead, ConfusionComparison>,
    calibrations: Object.fromEntries(
      CALIBRATION_HEADS.map((head) => [head, { a: calibration[head] }]),
    ) as Calibrations,
  };
}

/** Both sides of a comparison, each as one side's calibration. */
export function bothSides(calibration: Record<CalibrationHead, CalibrationComparison>): Calibrations {
  return Object.fromEntries(
    CALIBRATION_HEADS.map((head) => {
      const { answers, overconfidence, equalWidth, equalMass } = calibration[head];
      const side = (name: 'a' | 'b') => ({
        answers: answers[name],
        overconfidence: overconfidence[name],
        equalWidth: equalWidth[name],
        equalMass: equalMass[name],
      });
      return [head, { a: side('a'), b: side('b') }];
    }),
  ) as Calibrations;
}
