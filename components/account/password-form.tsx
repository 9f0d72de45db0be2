'use client';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { FormAction } from '@/components/ui/action-result';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';

/** Changes one's own password; `minimum` is the shortest that is taken. */
export function PasswordForm({ action, minimum }: { action: FormAction; minimum: number }) {
  const t = useTranslations('account.password');
  const [state, submit] = useActionState(action, null);
  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field label={t('current')}>
        {(control) => (
          <Input {...control} name="current" type="password" autoComplete="current-password" required />
        )}
      </Field>
      <Field label={t('new')} hint={t('hint', { count: minimum })}>
        {(control) => (
          <Input
            {...control}
            name="next"
            type="password"
            autoComplete="new-password"
            required
            minLength={minimum}
          />
        )}
      </Field>
      {state && !state.ok && <FailureNotice failure={state.failure} />}
      {state?.ok && <Notice tone="positive">{t('changed')}</Notice>}
      <SubmitButton look="secondary" className="self-start">
        {t('submit')}
      </SubmitButton>
    </form>
  );
}
