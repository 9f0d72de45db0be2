import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { findAccount } from '@/lib/db/auth/people';
import { revokeSession } from '@/lib/db/auth/sessions';
import { clientAddress } from '@/lib/auth/address';
import { secureCookies, sessionCookieName } from '@/lib/auth/cookie';
import { oidcClaims, oidcProvider } from '@/lib/auth/oidc';
import { secret } from '@/lib/auth/secrets';
import { SESSION_DAYS, signInWithPassword, startSession } from '@/lib/auth/sign-in';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';

const credentialsInput = z.object({ email: z.string().max(320), password: z.string().max(1024) });
const signedIn = z.object({ id: z.string(), sessionId: z.uuid() });

const password = CredentialsProvider({
  name: 'Password',
  credentials: { email: { type: 'email' }, password: { type: 'password' } },
  async authorize(credentials, request) {
    const input = credentialsInput.safeParse(credentials);
    if (!input.success) return null;
    try {
      const { userId, sessionId } = await signInWithPassword({
        ...input.data,
        address: clientAddress(request.headers),
      });
      return { id: userId, sessionId };
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated') return null;
      // next-auth shows the message of an error as `?error=`: the code, and nothing else, leaves.
      if (error instanceof AppError) throw new Error(error.code, { cause: error });
      log('auth').error({ err: error }, 'sign-in failed unexpectedly');
      throw new Error('internal', { cause: error });
    }
  },
});

/** The account that an identity token of the organisation opens: an enabled one with that verified address. */
async function accountOf(profile: unknown): Promise<string | null> {
  const claims = oidcClaims.safeParse(profile);
  if (!claims.success || !claims.data.email) return null;
  const verified = claims.data.email_verified ?? env().OIDC_TRUST_EMAIL;
  if (!verified) return null;
  const account = await findAccount(getDb(), claims.data.email);
  return account && !account.disabledAt ? account.id : null;
}

/**
 * next-auth's settings. Its cookie carries nothing but the id of a row of `Session`; who that is, and
 * whether it still is, is asked of the database on every request (lib/auth/actor.ts).
 */
export function authOptions(): NextAuthOptions {
  const { FORMULARY_PUBLIC_URL } = env();
  // Without a fixed address the one the browser used counts; Next writes it into x-forwarded-host.
  if (FORMULARY_PUBLIC_URL) process.env.NEXTAUTH_URL = FORMULARY_PUBLIC_URL;
  else process.env.AUTH_TRUST_HOST = '1';
  const oidc = oidcProvider();
  const secure = secureCookies();
  return {
    secret: secret('session'),
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * 24 * 60 * 60 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    providers: oidc ? [password, oidc] : [password],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== 'oidc') return true;
        return (await accountOf(profile)) !== null || '/sign-in?error=no_account';
      },
      async jwt({ token, user, account, profile }) {
        if (!account) return { sessionId: token.sessionId };
        if (account.provider === 'oidc') {
          const userId = await accountOf(profile);
          if (!userId) throw new Error('no_account');
          return { sessionId: await startSession(userId) };
        }
        return { sessionId: signedIn.parse(user).sessionId };
      },
      // What /api/auth/session tells the browser: nothing. Screens get the actor from the server.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const id = z.uuid().safeParse(token.sessionId);
        if (id.success) await revokeSession(getDb(), id.data);
      },
    },
    logger: {
      error: (code, metadata) => log('auth').warn({ code, metadata }, 'next-auth'),
      warn: (code) => log('auth').debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
  };
}
