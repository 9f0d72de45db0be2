import { AppError } from '@/lib/errors';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuse a request that changes something and was not made by our own pages. Browsers say where a request
 * comes from in Sec-Fetch-Site (Fetch Metadata) and in Origin (RFC 6454), and no page can change either.
 * @throws {AppError} `forbidden`
 */
export function checkSameOrigin(request: Request): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  const same = origin !== null && URL.canParse(origin) && new URL(origin).host === host;
  if (site === 'same-origin' || (site === null && same)) return;
  throw new AppError('forbidden', 'This request was made by another site.');
}
