import { useTranslations } from 'next-intl';
import { STAGES, StageSchema } from '@/lib/domain/stages';

/** The order of reading: altogether, then what happens one after the other. */
const ORDER: readonly string[] = ['total', 'frame', ...STAGES, 'onnx'];

/** Steps in the order of a prediction; what is not known comes last. */
export function inStepOrder<Row extends { step: string }>(rows: readonly Row[]): Row[] {
  const place = ({ step }: Row) => (ORDER.includes(step) ? ORDER.indexOf(step) : ORDER.length);
  return rows.toSorted((one, other) => place(one) - place(other));
}

/** The name of a step of a prediction: a stage, making the frame, all of it, the part inside ONNX Runtime. */
export function useStepName(): (step: string) => string {
  const t = useTranslations('compare.speed.steps');
  const stages = useTranslations('words.stageModel');
  return (step) => {
    const stage = StageSchema.safeParse(step);
    if (stage.success) return stages(stage.data);
    return step === 'total' || step === 'onnx' || step === 'frame' ? t(step) : step;
  };
}
