'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import { rememberPreference } from '@/components/ui/preference';
import { LOCALES, PREFERENCE_COOKIES } from '@/lib/i18n/config';
import { LANGUAGE_NAMES } from '@/lib/i18n/language-names';

/** Switches the language of the screens in place; what is being worked on stays. */
export function LocaleSwitch() {
  const t = useTranslations('shell');
  const locale = useLocale();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const hydrated = useHydrated();
  const other = LOCALES.find((name) => name !== locale) ?? locale;
  return (
    <button
      type="button"
      lang={other}
      disabled={pending || !hydrated}
      title={LANGUAGE_NAMES[other].long}
      // What is seen is part of the name, so that it can be said to a machine that listens (WCAG 2.5.3); what stands
      // in brackets is not said.
      aria-label={`${t('language')}: ${LANGUAGE_NAMES[other].short}, ${LANGUAGE_NAMES[other].long}`}
      className="inline-grid h-8 min-w-8 place-items-center rounded-md px-1.5 text-xs font-semibold text-muted hover:bg-sunken hover:text-ink"
      onClick={() => {
        rememberPreference(PREFERENCE_COOKIES.locale, other);
        startTransition(() => router.refresh());
      }}
    >
      {LANGUAGE_NAMES[other].short}
    </button>
  );
}
