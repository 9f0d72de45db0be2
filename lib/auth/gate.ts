import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { ADDRESS_HEADER, actorFromRequest } from '@/lib/auth/actor';
import { sessionCookieName, sessionIdIn } from '@/lib/auth/cookie';
import { actorOfSession } from '@/lib/db/auth/people';
import { getDb } from '@/lib/db/client';
import { publicError } from '@/lib/log';

/**
 * What may be opened signed out. Everything else is closed, also what somebody adds later. The benchmark's page
 * holds no data, and is there only with FORMULARY_BENCH=1.
 */
const OPEN = [/^\/sign-in$/, /^\/invite\/[^/]+$/, /^\/api\/auth\//, /^\/api\/health$/, /^\/bench\/canvas$/];

/**
 * The content security policy of one page: scripts by nonce only, nothing from any other host.
 * Styles may be inline, because KaTeX places glyphs with style attributes.
 */
function contentSecurityPolicy(nonce: string): string {
  const evaluation = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The refusal of an API request, in the shape that every /api/v1 error has. */
function refusal(error: unknown): NextResponse {
  const { code, message, status } = publicError(error, 'web');
  return NextResponse.json({ error: { code, message } }, { status });
}

/**
 * Stands before every request (proxy.ts). Signed out, pages lead to sign-in and /api/v1 answers 401;
 * whether somebody is signed in is asked of the database, so that a disabled account is out at once.
 * What a person may do is decided further in, with the query itself.
 */
export async function gate(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const isOpen = OPEN.some((pattern) => pattern.test(pathname));
  if (pathname.startsWith('/api/')) {
    if (isOpen) return NextResponse.next();
    try {
      await actorFromRequest(request);
      return NextResponse.next();
    } catch (error) {
      return refusal(error);
    }
  }
  const address = pathname + search;
  if (!isOpen) {
    const sessionId = await sessionIdIn(request.cookies.get(sessionCookieName())?.value);
    const actor = sessionId ? await actorOfSession(getDb(), sessionId) : null;
    if (!actor) {
      const signIn = request.nextUrl.clone();
      signIn.pathname = '/sign-in';
      signIn.search = address === '/' ? '' : `?next=${encodeURIComponent(address)}`;
      return NextResponse.redirect(signIn);
    }
  }
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  // Next reads the nonce from the policy of the request and puts it on its own scripts.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  headers.set(ADDRESS_HEADER, address);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}
