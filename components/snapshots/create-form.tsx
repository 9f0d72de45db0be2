'use client';
import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import type { FormAction } from '@/components/ui/action-result';
import { Choice } from '@/components/ui/choice';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field, Fieldset } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { SplitBar } from './split-bar';

const SPLITS = ['train', 'val', 'test'] as const;
const USUAL = { train: 80, val: 10, test: 10 };

/** Name, what to include and how to split: everything that a snapshot is made of. */
export function CreateSnapshotForm({
  action,
  counts,
}: {
  action: FormAction<{ id: string }>;
  /** Formulas that each choice would take. */
  counts: { approved: number; submitted: number };
}) {
  const t = useTranslations('snapshots');
  const splits = useTranslations('words.split');
  const common = useTranslations('common');
  const [state, submit] = useActionState(action, null);
  const [ratios, setRatios] = useState(USUAL);
  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field label={t('name')} hint={t('nameHint')}>
        {(control) => <Input {...control} name="name" required maxLength={100} />}
      </Field>
      <Fieldset legend={t('include')}>
        <Choice
          type="radio"
          name="include"
          value="approved"
          defaultChecked
          label={`${t('approved')} · ${common('formulaCount', { count: counts.approved })}`}
          hint={t('approvedHint')}
        />
        <Choice
          type="radio"
          name="include"
          value="submitted"
          label={`${t('submitted')} · ${common('formulaCount', { count: counts.approved + counts.submitted })}`}
          hint={t('submittedHint')}
        />
      </Fieldset>
      <Fieldset legend={t('ratios')} hint={t('ratiosHint')}>
        <div className="grid grid-cols-3 gap-2">
          {SPLITS.map((split) => (
            <label key={split} className="text-xs text-muted">
              {splits(split)}
              <Input
                name={split}
                type="number"
                min={0}
                max={100}
                step="any"
                required
                value={ratios[split]}
                onChange={(event) =>
                  setRatios({ ...ratios, [split]: Math.max(0, event.currentTarget.valueAsNumber || 0) })
                }
              />
            </label>
          ))}
        </div>
        <SplitBar counts={{ ...ratios, held: 0 }} />
      </Fieldset>
      <Field label={t('seed')}>
        {(control) => (
          <Input {...control} name="seed" type="number" min={0} max={2_147_483_647} defaultValue={0} />
        )}
      </Field>
      <Choice name="holdSameLatex" value="true" label={t('holdSameLatex')} hint={t('holdSameLatexHint')} />
      {state && !state.ok && <FailureNotice failure={state.failure} />}
      <SubmitButton>{t('submit')}</SubmitButton>
    </form>
  );
}
