import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/lib/auth/options';

type Context = { params: Promise<{ nextauth: string[] }> };

// Made per request: the secret and the address are read from the home folder, not at build time.
const handler = (request: NextRequest, context: Context): Promise<Response> =>
  (NextAuth(authOptions()) as (request: NextRequest, context: Context) => Promise<Response>)(
    request,
    context,
  );

export { handler as GET, handler as POST };
