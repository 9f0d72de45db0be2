'use client';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState, useTransition, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { rememberPreference } from '@/components/ui/preference';
import { useHydrated } from '@/components/ui/use-hydrated';
import { PREFERENCE_COOKIES } from '@/lib/i18n/config';
import { problemOf, type SignInProblem } from './problem';

/** Email and password. `next` is where to go afterwards: a path of this server. */
export function SignInForm({
  next,
  accountLocale,
  provider,
  initialProblem,
}: {
  next: string;
  /** The language kept with the account that has just signed in. */
  accountLocale: () => Promise<string | null>;
  /** Name of the organisation's own sign-in, when there is one. */
  provider: string | null;
  initialProblem: SignInProblem | null;
}) {
  const t = useTranslations('signIn');
  const [problem, setProblem] = useState(initialProblem);
  const [pending, startTransition] = useTransition();
  // Sent without scripts, the form would put nobody in.
  const hydrated = useHydrated();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      const answer = await signIn('credentials', {
        redirect: false,
        email: form.get('email'),
        password: form.get('password'),
      }).catch(() => undefined);
      if (answer?.ok) {
        const locale = await accountLocale().catch(() => null);
        if (locale) rememberPreference(PREFERENCE_COOKIES.locale, locale);
        window.location.assign(next);
      } else setProblem(problemOf(answer?.error ?? 'unreachable'));
      // Stays busy until the new page is there.
      if (answer?.ok) await new Promise(() => undefined);
    });
  };

  return (
    <div className="flex flex-col gap-4">
      {problem && !pending && <Notice tone="danger">{t(`error.${problem}`)}</Notice>}
      <form onSubmit={submit} method="post" className="flex flex-col gap-4">
        <Field label={t('email')}>
          {(control) => (
            <Input {...control} name="email" type="email" autoComplete="username" required autoFocus />
          )}
        </Field>
        <Field label={t('password')}>
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="current-password" required />
          )}
        </Field>
        <Button
          type="submit"
          look="primary"
          className="mt-1 w-full"
          disabled={pending || !hydrated}
          keys="Enter"
        >
          {pending ? t('submitting') : t('submit')}
        </Button>
      </form>
      {provider && (
        <>
          <p className="flex items-center gap-3 text-xs text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            {t('or')}
          </p>
          <Button className="w-full" onClick={() => void signIn('oidc', { callbackUrl: next })}>
            {t('withProvider', { provider })}
          </Button>
        </>
      )}
    </div>
  );
}
