'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useOptimistic } from 'react';
import { THEMES } from '@/components/shell/theme';
import { chooseTheme, useTheme } from '@/components/shell/use-theme';
import type { ActionResult } from '@/components/ui/action-result';
import { Choice } from '@/components/ui/choice';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Fieldset } from '@/components/ui/field';
import { rememberPreference } from '@/components/ui/preference';
import { useAction } from '@/components/ui/use-action';
import { useHydrated } from '@/components/ui/use-hydrated';
import { LOCALES, PREFERENCE_COOKIES } from '@/lib/i18n/config';
import { LANGUAGE_NAMES } from '@/lib/i18n/language-names';

/** Language and theme; the language is also kept with the account. */
export function Appearance({ keepLocale }: { keepLocale: (locale: string) => Promise<ActionResult> }) {
  const t = useTranslations('shell');
  const locale = useLocale();
  const theme = useTheme();
  const router = useRouter();
  const { run, failure } = useAction();
  const [shown, show] = useOptimistic(locale);
  const hydrated = useHydrated();
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <Fieldset legend={t('language')}>
        {LOCALES.map((name) => (
          <Choice
            key={name}
            type="radio"
            name="locale"
            label={<span lang={name}>{LANGUAGE_NAMES[name].long}</span>}
            checked={name === shown}
            disabled={!hydrated}
            onChange={() => {
              rememberPreference(PREFERENCE_COOKIES.locale, name);
              run(
                () => keepLocale(name),
                () => router.refresh(),
                () => show(name),
              );
            }}
          />
        ))}
      </Fieldset>
      <Fieldset legend={t('theme.label')}>
        {THEMES.map((name) => (
          <Choice
            key={name}
            type="radio"
            name="theme"
            label={t(`theme.${name}`)}
            checked={name === theme}
            onChange={() => chooseTheme(name)}
          />
        ))}
      </Fieldset>
      {failure && <FailureNotice failure={failure} />}
    </div>
  );
}
