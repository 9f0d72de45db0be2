import { useTranslations } from 'next-intl';
import { StageSchema } from '@/lib/domain/stages';

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
