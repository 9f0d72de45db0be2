'use client';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';

/** Why somebody could not sign in; `minutes` until they may try again. */
export type SignInProblem =
  | { kind: 'credentials' }
  | { kind: 'rateLimited'; minutes: number }
  | { kind: 'provider' }
  | { kind: 'unreachable' };

export type SignInState = { problem: SignInProblem | null; email: string };
export type SignInAction = (previous: SignInState, form: FormData) => Promise<SignInState>;

function Problem({ problem }: { problem: SignInProblem }) {
  const t = useTranslations('signIn.error');
  const errors = useTranslations('errors');
  if (problem.kind === 'unreachable') return <Notice tone="danger">{errors('unreachable')}</Notice>;
  return (
    <Notice tone="danger">
      {problem.kind === 'rateLimited' ? t('rateLimited', { minutes: problem.minutes }) : t(problem.kind)}
    </Notice>
  );
}

/** Email and password. `next` is where to go afterwards: an address of this server. */
export function SignInForm({
  action,
  next,
  initial,
}: {
  action: SignInAction;
  next: string;
  initial: SignInState;
}) {
  const t = useTranslations('signIn');
  const [state, submit, pending] = useActionState(action, initial);
  return (
    <form action={submit} className="flex flex-col gap-4">
      {state.problem && !pending && <Problem problem={state.problem} />}
      <input type="hidden" name="next" value={next} />
      <Field label={t('email')}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus={!state.email}
            defaultValue={state.email}
            key={state.email}
          />
        )}
      </Field>
      <Field label={t('password')}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            autoFocus={Boolean(state.email)}
          />
        )}
      </Field>
      <SubmitButton className="mt-1 w-full" keys="Enter">
        {pending ? t('submitting') : t('submit')}
      </SubmitButton>
    </form>
  );
}
