/** As many as are looked over without reading. */
const KEPT = 6;

const addressOf = (what: string) => `formulary/recent/${what}`;

/** What was used last in this browser, the newest first; nothing where the browser keeps nothing. */
export function readRecent(what: string): string[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(addressOf(what)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Puts what was just used in front. */
export function rememberRecent(what: string, name: string, kept = KEPT): void {
  const next = [name, ...readRecent(what).filter((other) => other !== name)].slice(0, kept);
  try {
    window.localStorage.setItem(addressOf(what), JSON.stringify(next));
  } catch {
    // A browser that keeps nothing has no recent things.
  }
}
