import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Actor } from '@/lib/domain/permissions';
import { bearerIn, tokenHash } from '@/lib/auth/api-token';
import { sessionCookieName, sessionIdIn } from '@/lib/auth/cookie';
import { checkSameOrigin } from '@/lib/auth/same-origin';
import { actorOfSession, actorOfToken } from '@/lib/db/auth/people';
import { getDb } from '@/lib/db/client';
import { AppError } from '@/lib/errors';

/** The id of this request's session, null when signed out. It is not proof: ask for the actor. */
export async function currentSessionId(): Promise<string | null> {
  return sessionIdIn((await cookies()).get(sessionCookieName())?.value);
}

/** Who is signed in, asked once per request of the database; null when nobody is (any more). */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const sessionId = await currentSessionId();
  return sessionId ? actorOfSession(getDb(), sessionId) : null;
});

/** Header in which proxy.ts tells pages their own address, so that sign-in can lead back to it. */
export const ADDRESS_HEADER = 'x-formulary-address';

/** Who is signed in, in a page or an action. Signed out, the browser is led to sign-in and back. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  const address = (await headers()).get(ADDRESS_HEADER) ?? '/';
  redirect(`/sign-in?next=${encodeURIComponent(address)}`);
}

const cookieIn = (request: Request, name: string): string | undefined =>
  (request.headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/**
 * Who sends a request to /api/v1: the owner of its bearer token, else of its session cookie. A request
 * that changes something on the strength of a cookie must come from our own pages.
 * @throws {AppError} `unauthenticated`, or `forbidden` for a request that another site made
 */
export async function actorFromRequest(request: Request): Promise<Actor> {
  const bearer = bearerIn(request.headers.get('authorization'));
  const unknown = new AppError('unauthenticated', 'Sign in, or send an API token as a bearer token.');
  if (bearer) {
    const actor = await actorOfToken(getDb(), tokenHash(bearer));
    if (!actor) throw unknown;
    return actor;
  }
  const sessionId = await sessionIdIn(cookieIn(request, sessionCookieName()));
  const actor = sessionId ? await actorOfSession(getDb(), sessionId) : null;
  if (!actor) throw unknown;
  // A page that was opened by one person never acts for another who has signed in beside it since.
  const opener = request.headers.get('x-formulary-user');
  if (opener !== null && opener !== actor.userId)
    throw new AppError('unauthenticated', 'Somebody else is signed in in this browser now.');
  checkSameOrigin(request);
  return actor;
}
