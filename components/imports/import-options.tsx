'use client';
import { useTranslations } from 'next-intl';
import { Choice } from '@/components/ui/choice';
import { Field, Fieldset } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import type { Axis, CategoryValues } from '@/lib/domain/quotas';

const TRUTHS = ['ignore', 'prediction', 'gold'] as const;
const SPLITS = ['train', 'val', 'test'] as const;

/** What the files of an import have in common. */
export type ImportChoices = {
  values: CategoryValues;
  truth: (typeof TRUTHS)[number];
  split: (typeof SPLITS)[number] | null;
};

export const USUAL_CHOICES: ImportChoices = { values: {}, truth: 'ignore', split: null };

/** Category values, what to do with truth inside files, and a fixed split for test sets. */
export function ImportOptions({
  axes,
  choices,
  onChange,
}: {
  axes: Axis[];
  choices: ImportChoices;
  onChange: (choices: ImportChoices) => void;
}) {
  const t = useTranslations('imports');
  const words = useTranslations('words');
  const setValue = (axis: string, value: string) => {
    const { [axis]: _before, ...rest } = choices.values;
    onChange({ ...choices, values: value ? { ...rest, [axis]: value } : rest });
  };
  return (
    <div className="flex flex-col gap-5">
      {axes.length > 0 && (
        <Fieldset legend={t('category')} hint={t('categoryHint')}>
          {axes.map((axis) => (
            <label key={axis.key} className="grid grid-cols-[6rem_1fr] items-center gap-2 text-sm">
              <span className="truncate text-muted">{axis.name}</span>
              <Select
                value={choices.values[axis.key] ?? ''}
                onChange={(event) => setValue(axis.key, event.currentTarget.value)}
              >
                <option value="">{t('noValue')}</option>
                {axis.values.map((value) => (
                  <option key={value.key} value={value.key}>
                    {value.name}
                  </option>
                ))}
              </Select>
            </label>
          ))}
        </Fieldset>
      )}
      <Fieldset legend={t('truth')}>
        {TRUTHS.map((truth) => (
          <Choice
            key={truth}
            type="radio"
            name="truth"
            checked={choices.truth === truth}
            onChange={() => onChange({ ...choices, truth })}
            label={words(`truth.${truth}`)}
            hint={t(`truthDoes.${truth}`)}
          />
        ))}
      </Fieldset>
      <Field label={t('split')} hint={t('splitHint')}>
        {(control) => (
          <Select
            {...control}
            value={choices.split ?? ''}
            onChange={(event) =>
              onChange({
                ...choices,
                split: SPLITS.find((split) => split === event.currentTarget.value) ?? null,
              })
            }
          >
            <option value="">{t('splitFree')}</option>
            {SPLITS.map((split) => (
              <option key={split} value={split}>
                {words(`split.${split}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
