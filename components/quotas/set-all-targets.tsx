'use client';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { FormAction } from '@/components/ui/action-result';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';

/** Gives every cell the same target in one go: the usual start of a dataset. */
export function SetAllTargets({ action }: { action: FormAction }) {
  const t = useTranslations('quotas');
  const [state, submit] = useActionState(action, null);
  return (
    <form action={submit} className="flex flex-wrap items-center gap-2 text-sm">
      <label htmlFor="target-of-all" title={t('setAllHint')}>
        {t('setAll')}
      </label>
      <span className="w-36">
        <Input
          id="target-of-all"
          name="target"
          type="number"
          min={0}
          max={1_000_000}
          required
          placeholder={t('perCell')}
        />
      </span>
      <SubmitButton look="secondary">{t('apply')}</SubmitButton>
      {state && !state.ok && <FailureNotice failure={state.failure} />}
    </form>
  );
}
