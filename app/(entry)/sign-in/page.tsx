import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { EntryCard } from '@/components/shell/entry-card';
import { problemOf } from '@/components/sign-in/problem';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { Notice } from '@/components/ui/notice';
import { currentActor } from '@/lib/auth/actor';
import { oidcProvider } from '@/lib/auth/oidc';
import { accountLocale } from './actions';

type Search = { next?: string | string[]; error?: string | string[]; left?: string | string[] };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') };
}

/** Only a path of this server: `//host` and `/\host` would lead elsewhere. */
function localPath(next: string | string[] | undefined): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, error, left } = await searchParams;
  const target = localPath(next);
  if (await currentActor()) redirect(target);
  const t = await getTranslations('signIn');
  return (
    <EntryCard title={t('title')} lead={t('lead')}>
      {!error && (left ?? next) !== undefined && (
        <div className="mb-4">
          <Notice>{left ? t('signedOut') : t('ended')}</Notice>
        </div>
      )}
      <SignInForm
        next={target}
        accountLocale={accountLocale}
        provider={oidcProvider()?.name ?? null}
        initialProblem={typeof error === 'string' ? problemOf(error) : null}
      />
      <p className="mt-5 border-t border-line pt-4 text-xs text-muted">
        {t('noAccount')} {t('firstStart')}
      </p>
    </EntryCard>
  );
}
