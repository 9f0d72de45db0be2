import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { secret } from '@/lib/auth/secrets';
import { env } from '@/lib/env';

/** Only served over https when the public address says so; a `__Host-` name keeps other sites' cookies out. */
export const secureCookies = (): boolean => env().FORMULARY_PUBLIC_URL?.startsWith('https:') ?? false;

export const sessionCookieName = (): string =>
  secureCookies() ? '__Host-formulary.session' : 'formulary.session';

const payload = z.object({ sessionId: z.uuid() });

/** The id of the session that a cookie carries; null when it is absent, forged or expired. */
export async function sessionIdIn(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const parsed = payload.safeParse(await decode({ token: cookie, secret: secret('session') }));
    return parsed.success ? parsed.data.sessionId : null;
  } catch {
    return null; // not one of ours
  }
}
