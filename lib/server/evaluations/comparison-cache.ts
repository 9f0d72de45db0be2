import type { Comparison } from '@/lib/domain/comparison';

/** Comparisons that are kept: each is some hundred kilobytes, and took seconds to make. */
const KEPT = 8;

const kept = new Map<string, Promise<Comparison>>();

/**
 * The comparison of two finished evaluations, made once: they never change. Whoever asks has been allowed to see
 * both before. Of several that ask at once one makes it; one that fails is forgotten.
 */
export function rememberComparison(
  { a, b }: { a: string; b: string },
  make: () => Promise<Comparison>,
): Promise<Comparison> {
  const key = `${a} ${b}`;
  const known = kept.get(key);
  if (known) {
    // The last one used is the last one to go.
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const made = make();
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return made;
}
