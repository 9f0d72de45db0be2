import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, isTimeZone, negotiateLocale, PREFERENCE_COOKIES } from './config';
import { formats } from './formats';
import { MESSAGES } from './messages';

/**
 * Language and time zone of one request: what the person chose (cookie), else what the browser asks
 * for. Addresses carry no language, so a link means the same formula to everybody.
 */
export default getRequestConfig(async () => {
  const jar = await cookies();
  const chosen = jar.get(PREFERENCE_COOKIES.locale)?.value;
  const locale = isLocale(chosen) ? chosen : negotiateLocale((await headers()).get('accept-language'));
  const zone = jar.get(PREFERENCE_COOKIES.timeZone)?.value;
  return {
    locale,
    messages: MESSAGES[locale],
    formats,
    timeZone: isTimeZone(zone) ? zone : 'UTC',
    now: new Date(),
  };
});
