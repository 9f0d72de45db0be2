import type { Locale } from './config';

/** Each language under its own name, so that who needs it can read it. */
export const LANGUAGE_NAMES: Record<Locale, { short: string; long: string }> = {
  en: { short: 'EN', long: 'English' },
  ko: { short: '한', long: '한국어' },
};
