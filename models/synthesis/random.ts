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

/** 32-bit hash of a string (FNV-1a with a final avalanche). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/** Mulberry32 (Tommy Ettinger, public domain): small, fast, and good enough to draw with. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function seededRandom(seed: string): Random {
  const next = mulberry32(hash(seed));
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
