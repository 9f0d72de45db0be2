'use client';
import { useTranslations } from 'next-intl';

/** Why the server refused, in words. */
export function useErrorText(): (code: string) => string {
  const t = useTranslations('errors');
  return (code) => (code === 'unreachable' ? t('unreachable') : t(`code.${code}` as Parameters<typeof t>[0]));
}
