import { useFormatter, useTranslations } from 'next-intl';

/** How large a model is: megabytes, kilobytes below one; a dash for rules, which have none. */
export function useSizeText() {
  const t = useTranslations('candidates.size');
  const format = useFormatter();
  return (bytes: number): string => {
    if (bytes === 0) return '–';
    const megabytes = bytes / 2 ** 20;
    return megabytes < 1
      ? t('kilobytes', { value: format.number(Math.max(1, bytes / 1024), 'whole') })
      : t('megabytes', { value: format.number(megabytes, { maximumFractionDigits: 1 }) });
  };
}
