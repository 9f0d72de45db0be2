/** Small letters, and Hangul in parts, so that a syllable that is being typed fits the finished one. */
const folded = (text: string) => text.toLowerCase().normalize('NFD');

const WORD = 4;
const PART = 2;
/** Letters spread wider than this are in a long name by chance: "lasso" in "Accept all proposals shown". */
const DENSE = 0.4;
/** Letters in order with gaps between; the less they are spread, the nearer to `PART`. */
function spread(text: string, letters: string): number | null {
  let from = -1;
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return null;
    if (from < 0) from = at;
  }
  const density = letters.length / (at - from + 1);
  return density < DENSE ? null : density;
}

function wordScore(text: string, word: string): number | null {
  const at = text.indexOf(word);
  if (at === 0 || text.includes(` ${word}`)) return WORD;
  if (at > 0) return PART;
  return word.length > 1 ? spread(text, word) : null;
}

/**
 * How well a name fits what was typed: every word typed must occur in it, at the beginning of a word best, anywhere, or
 * with its letters in order. Higher is better; null where it does not fit. Shorter names win among equals.
 */
export function fuzzyScore(name: string, typed: string): number | null {
  const text = folded(name);
  const words = folded(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  let total = 0;
  for (const word of words) {
    const score = wordScore(text, word);
    if (score === null) return null;
    total += score;
  }
  const start = words[0] !== undefined && text.startsWith(words[0]) ? 1 : 0;
  return total + start - text.length / 1000;
}

/** The best score among several names of one thing. */
export function bestScore(names: readonly string[], typed: string): number | null {
  return names.reduce<number | null>((best, name) => {
    const score = fuzzyScore(name, typed);
    return score !== null && (best === null || score > best) ? score : best;
  }, null);
}
