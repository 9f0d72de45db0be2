'use client';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { FormAction } from '@/components/ui/action-result';
import { CopyField } from '@/components/ui/copy-field';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field, Fieldset } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { RoleChoices } from './role-choices';

export type MadeInvitation = { path: string; expiresAt: string };

/** Makes an invitation link; the address of this server is the one that the browser knows. */
export function InviteForm({ action }: { action: FormAction<MadeInvitation> }) {
  const t = useTranslations('settings.invite');
  const [state, submit] = useActionState(action, null);
  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field label={t('email')} hint={t('emailHint')}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
      </Field>
      <Fieldset legend={t('roles')}>
        <RoleChoices checked={['annotator']} />
      </Fieldset>
      {state && !state.ok && <FailureNotice failure={state.failure} />}
      {state?.ok && (
        <>
          <Notice tone="positive">{t('made', { date: new Date(state.value.expiresAt) })}</Notice>
          <CopyField label={t('link')} value={new URL(state.value.path, window.location.origin).href} />
        </>
      )}
      <SubmitButton>{t('submit')}</SubmitButton>
    </form>
  );
}
