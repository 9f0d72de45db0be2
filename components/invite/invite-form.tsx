'use client';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { ActionState, FormAction } from '@/components/ui/action-result';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';

/** Makes an account, joins, and signs in with what was just written. */
export function NewAccountForm({
  action,
  email,
  minimum,
}: {
  action: FormAction<{ project: string }>;
  /** The only address that the invitation is for, if it names one. */
  email: string | null;
  minimum: number;
}) {
  const t = useTranslations('invite');
  const [state, submit] = useActionState(
    async (previous: ActionState<{ project: string }>, form: FormData) => {
      const result = await action(previous, form);
      if (!result?.ok) return result;
      const credentials = { email: form.get('email'), password: form.get('password') };
      await signIn('credentials', { redirect: false, ...credentials }).catch(() => undefined);
      window.location.assign(`/p/${result.value.project}`);
      return result;
    },
    null,
  );
  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field label={t('name')}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" required maxLength={100} autoFocus />
        )}
      </Field>
      <Field label={t('email')} hint={email ? t('emailFixed') : undefined}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            readOnly={email !== null}
            defaultValue={email ?? ''}
          />
        )}
      </Field>
      <Field label={t('password')} hint={t('passwordHint', { count: minimum })}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={minimum}
          />
        )}
      </Field>
      {state && !state.ok && <FailureNotice failure={state.failure} />}
      <SubmitButton className="w-full">{t('submit')}</SubmitButton>
    </form>
  );
}

/** Joins as who is signed in. */
export function JoinForm({ action, name }: { action: FormAction; name: string }) {
  const t = useTranslations('invite');
  const [state, submit] = useActionState(action, null);
  return (
    <form action={submit} className="flex flex-col gap-4">
      {state && !state.ok && <FailureNotice failure={state.failure} />}
      <SubmitButton className="w-full">{t('join', { name })}</SubmitButton>
    </form>
  );
}
