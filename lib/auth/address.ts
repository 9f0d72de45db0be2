/**
 * The network address that a request came from. The web process writes it into this header itself
 * (lib/launch/leash.mjs), so that a browser cannot claim another one.
 */
export function clientAddress(headers: Record<string, unknown> | undefined): string {
  const value = headers?.['x-forwarded-for'];
  const last = typeof value === 'string' ? value.split(',').at(-1)?.trim() : undefined;
  return last === undefined || last === '' ? 'unknown' : last;
}
