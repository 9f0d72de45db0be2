import { useFormatter, useTranslations } from 'next-intl';
import { StackedBar } from '@/components/ui/bar';
import { STAGES, type Stage } from '@/lib/domain/stages';
import type { StepTime } from '@/lib/domain/explanation';

const PARTS = ['prepare', 'onnx', 'interpret'] as const;
const COLOURS = {
  prepare: 'bg-state-in-progress',
  onnx: 'bg-state-approved',
  interpret: 'bg-state-skipped',
} as const;

const lasting = ({ prepare, onnx, interpret }: StepTime) => prepare + onnx + interpret;
export const longest = (steps: StepTime[]) => Math.max(0, ...steps.map(lasting));

const isStage = (step: string): step is Stage => (STAGES as readonly string[]).includes(step);

/** How long each step took, and how much of that was the model itself. `of` is the end of the scale, in ms. */
export function StepTimes({ steps, of }: { steps: StepTime[]; of: number }) {
  const t = useTranslations('debug.times');
  const stages = useTranslations('words.stageModel');
  const format = useFormatter();
  const ms = (value: number) => t('ms', { value: format.number(value, { maximumFractionDigits: 1 }) });
  const name = (step: string) => (isStage(step) ? stages(step) : step === 'frame' ? t('frame') : step);
  return (
    <div className="flex flex-col gap-1.5">
      {steps.map((step) => (
        <div
          key={step.step}
          className="grid grid-cols-[6rem_minmax(0,1fr)_4.5rem] items-center gap-3 text-sm"
        >
          <span>{name(step.step)}</span>
          <StackedBar
            of={of}
            label={PARTS.map((part) => `${t(part)}: ${ms(step[part])}`).join(', ')}
            parts={PARTS.map((part) => ({
              key: part,
              value: step[part],
              className: COLOURS[part],
              label: `${t(part)}: ${ms(step[part])}`,
            }))}
          />
          <span className="text-right tabular-nums">{ms(lasting(step))}</span>
        </div>
      ))}
      <p className="mt-1 flex flex-wrap gap-x-4 text-xs text-muted">
        {PARTS.map((part) => (
          <span key={part} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={`size-2.5 rounded-[2px] ${COLOURS[part]}`} />
            {t(part)}
          </span>
        ))}
        <span className="ml-auto tabular-nums">
          {t('total', { value: ms(steps.reduce((sum, step) => sum + lasting(step), 0)) })}
        </span>
      </p>
    </div>
  );
}
