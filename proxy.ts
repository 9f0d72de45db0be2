/** Next looks for this file, under this name, beside app/. What it does is in lib/auth/gate.ts. */
export { gate as proxy } from '@/lib/auth/gate';

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg).*)'] };
