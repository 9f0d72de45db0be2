import { seededUniform } from '@/lib/domain/random';

/** A seeded source of random numbers: the same seed gives the same picture on every machine. */
export interface Random {
  /** Uniform in [low, high). */
  range(low: number, high: number): number;
  /** Normal with mean 0, cut at three sigmas so that no glyph ever flies off. */
  normal(sigma: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** An independent source; the same label always gives the same one. */
  fork(label: string): Random;
}

export function seededRandom(seed: string): Random {
  const next = seededUniform(seed);
  const normal = (sigma: number): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const value = radius * Math.cos(2 * Math.PI * next());
    return sigma * Math.max(-3, Math.min(3, value));
  };
  return {
    range: (low, high) => low + (high - low) * next(),
    normal,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    fork: (label) => seededRandom(`${seed}/${label}`),
  };
}
