'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { rememberPreference } from '@/components/ui/preference';
import { PREFERENCE_COOKIES } from '@/lib/i18n/config';

/** Tells the server the browser's time zone when it differs from the one that the page was made in. */
export function TimeZone({ rendered }: { rendered: string }) {
  const router = useRouter();
  useEffect(() => {
    const actual = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!actual || actual === rendered || !navigator.cookieEnabled) return;
    rememberPreference(PREFERENCE_COOKIES.timeZone, actual);
    router.refresh();
  }, [rendered, router]);
  return null;
}
