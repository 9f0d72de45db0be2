import type { Locale } from './config';
import type { formats } from './formats';
import type { Messages } from './messages';

declare module 'next-intl' {
  /** Makes every key, locale and format name that is passed to next-intl checked by the compiler. */
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
    Formats: typeof formats;
  }
}
