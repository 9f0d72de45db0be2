import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTimeZone } from 'next-intl/server';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { themeAttribute, themeFrom } from '@/components/shell/theme';
import { TimeZone } from '@/components/shell/time-zone';
import { PREFERENCE_COOKIES } from '@/lib/i18n/config';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Formulary', template: '%s · Formulary' },
  robots: { index: false, follow: false },
};

/** Language and theme are known before the first byte, so that nothing flashes and no script decides. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const theme = themeFrom((await cookies()).get(PREFERENCE_COOKIES.theme)?.value);
  return (
    <html lang={locale} data-theme={themeAttribute(theme)} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider>
          {children}
          <TimeZone rendered={await getTimeZone()} />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
