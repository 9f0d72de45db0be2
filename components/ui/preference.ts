/** Remembers a preference of this browser for a year, for every page. */
export function rememberPreference(cookie: string, value: string): void {
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}
