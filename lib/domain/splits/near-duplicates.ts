/** Fingerprints that differ in at most this many of their 256 bits show the same ink. */
export const MAX_DISTANCE = 12;

/** By pigeonhole two fingerprints within MAX_DISTANCE are equal in one of MAX_DISTANCE + 1 bands at least. */
const BANDS = MAX_DISTANCE + 1;
const BITS = 256;
const WORDS = BITS / 32;

interface Parsed {
  aspect: number;
  words: Uint32Array;
}

/** `<aspect>:<64 hex digits>` as made by lib/import/image/fingerprint; undefined for anything else. */
function parse(fingerprint: string): Parsed | undefined {
  const match = /^(-?\d+):([0-9a-f]{64})$/u.exec(fingerprint);
  if (!match?.[1] || !match[2]) return undefined;
  const words = new Uint32Array(WORDS);
  for (let word = 0; word < WORDS; word++)
    words[word] = Number.parseInt(match[2].slice(word * 8, word * 8 + 8), 16);
  return { aspect: Number(match[1]), words };
}

function bitsSet(value: number): number {
  let v = value - ((value >>> 1) & 0x5555_5555);
  v = (v & 0x3333_3333) + ((v >>> 2) & 0x3333_3333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

function distance(a: Parsed, b: Parsed): number {
  let sum = 0;
  for (let word = 0; word < WORDS; word++) sum += bitsSet((a.words[word] ?? 0) ^ (b.words[word] ?? 0));
  return sum;
}

/** Every 13th bit, so that a band is spread over the picture and seldom all paper. */
function bandOf({ words }: Parsed, band: number): number {
  let key = 0;
  for (let bit = band; bit < BITS; bit += BANDS)
    key = key * 2 + (((words[bit >>> 5] ?? 0) >>> (31 - (bit & 31))) & 1);
  return key;
}

/** Do two fingerprints show the same ink, up to scale, compression and border? */
export function isNearDuplicate(a: string, b: string): boolean {
  const [first, second] = [parse(a), parse(b)];
  if (!first || !second) return false;
  return Math.abs(first.aspect - second.aspect) <= 1 && distance(first, second) <= MAX_DISTANCE;
}

/**
 * Pairs of positions whose fingerprints are near-duplicates; items without a fingerprint are in none. Every
 * such pair is connected through the pairs given, though not each is given itself (equal ones are chained).
 */
export function nearDuplicatePairs(fingerprints: readonly (string | null)[]): [number, number][] {
  const pairs: [number, number][] = [];
  const distinct = new Map<string, number>();
  const buckets = new Map<string, number[]>();
  const parsed = fingerprints.map((fingerprint) => (fingerprint === null ? undefined : parse(fingerprint)));
  for (const [index, fingerprint] of fingerprints.entries()) {
    const mine = parsed[index];
    if (!mine || fingerprint === null) continue;
    const twin = distinct.get(fingerprint);
    if (twin !== undefined) {
      pairs.push([twin, index]);
      continue;
    }
    distinct.set(fingerprint, index);
    const compared = new Set<number>();
    for (let band = 0; band < BANDS; band++) {
      const key = bandOf(mine, band);
      for (const aspect of [mine.aspect - 1, mine.aspect, mine.aspect + 1]) {
        for (const other of buckets.get(`${band} ${aspect} ${key}`) ?? []) {
          const theirs = parsed[other];
          if (!theirs || compared.has(other)) continue;
          compared.add(other);
          if (distance(mine, theirs) <= MAX_DISTANCE) pairs.push([other, index]);
        }
      }
      const name = `${band} ${mine.aspect} ${key}`;
      const bucket = buckets.get(name);
      if (bucket) bucket.push(index);
      else buckets.set(name, [index]);
    }
  }
  return pairs;
}
