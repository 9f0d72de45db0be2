import { lookAlikes } from '@/lib/domain/symbol-classes/look-alikes';
import { spokenNames } from '@/lib/domain/symbol-classes/names';
import { signOf } from '@/lib/domain/symbol-classes/signs';

/** A class as it can be sought: everything in the form in which it is compared. */
interface Entry {
  readonly name: string;
  readonly bare: string;
  readonly sign: string;
  readonly names: readonly string[];
}

/** A class list made ready for searching; made once for a list, since it is asked with every key. */
export interface ClassIndex {
  readonly entries: readonly Entry[];
  readonly known: ReadonlySet<string>;
}

/** Small letters, and Hangul in parts, so that a syllable that is being typed is the beginning of the finished one. */
const folded = (text: string) => text.toLowerCase().normalize('NFD');

const indexes = new WeakMap<readonly string[], ClassIndex>();

export function classIndex(classes: readonly string[]): ClassIndex {
  const made = indexes.get(classes);
  if (made) return made;
  const entries = classes.map((name) => {
    const bare = name.replace(/^\\/u, '');
    return { name, bare, sign: signOf(name), names: [bare, ...spokenNames(name)].map(folded) };
  });
  const index = { entries, known: new Set(classes) };
  indexes.set(classes, index);
  return index;
}

/** What the keys of a Korean two-set keyboard (KS X 5002) write in Latin letters. */
const TWO_SET: Record<string, string> = Object.fromEntries(
  [
    ...'ㅂqㅈwㄷeㄱrㅅtㅛyㅕuㅑiㅐoㅔpㅁaㄴsㅇdㄹfㅎgㅗhㅓjㅏkㅣlㅋzㅌxㅊcㅍvㅠbㅜnㅡmㅃQㅉWㄸEㄲRㅆTㅒOㅖP'.matchAll(
      /../gu,
    ),
  ].map(([pair]) => [...pair] as [string, string]),
);
const JAMO = /^[\u3131-\u3163]+$/u;

/** Forms of what was typed: as it is; without a syllable's half at the end; as Latin keys where the input method was on. */
function queriesOf(typed: string): string[] {
  const query = typed.trim();
  if (JAMO.test(query)) return [[...query].map((one) => TWO_SET[one] ?? one).join('')];
  const started = query.replace(/[\u3131-\u3163]$/u, '').trim();
  return started === '' ? [query] : [started];
}

/** Do the letters occur in this order, the first one at the beginning? So `rarr` finds `rightarrow`. */
function inOrder(text: string, letters: string): boolean {
  if (text[0] !== letters[0]) return false;
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const NO_MATCH = 9;
/** Where the look-alikes of what was named stand: behind the names themselves, before longer ones. */
const LOOKS_LIKE = 3;

function rankOf({ name, bare, sign, names }: Entry, query: string): number {
  if (name === query || sign === query || bare === query.replace(/^\\/u, '')) return 0;
  const sought = folded(query.replace(/^\\/u, ''));
  if (sought === '') return NO_MATCH;
  if (names[0] === sought) return 1;
  if (names.includes(sought)) return 2;
  if (names[0]?.startsWith(sought)) return 4;
  if (names.some((one) => one.startsWith(sought))) return 5;
  if (names.some((one) => one.includes(` ${sought}`))) return 6;
  if (sought.length > 1 && names.some((one) => one.includes(sought))) return 7;
  return sought.length > 2 && names.some((one) => inOrder(one, sought)) ? 8 : NO_MATCH;
}

/**
 * Classes that fit what was typed, best first: the very class, its LaTeX name or a name that people say (English,
 * Korean), what looks like it in handwriting, then beginnings and parts of names. Among equals what was used last comes
 * first. Everything in the list's order for an empty query.
 */
export function searchClasses(
  classes: readonly string[],
  typed: string,
  recent: readonly string[],
): string[] {
  const { entries, known } = classIndex(classes);
  const [query = ''] = queriesOf(typed);
  if (query === '') return [...classes];
  const ranks = new Map(entries.map((entry) => [entry.name, rankOf(entry, query)]));
  for (const [name, rank] of [...ranks]) {
    if (rank > 0) continue;
    for (const other of lookAlikes(name, known)) {
      if ((ranks.get(other) ?? NO_MATCH) > LOOKS_LIKE) ranks.set(other, LOOKS_LIKE);
    }
  }
  const age = new Map(recent.map((name, index) => [name, index]));
  const ageOf = (name: string) => age.get(name) ?? recent.length;
  return classes
    .map((name, index) => ({ name, index, rank: ranks.get(name) ?? NO_MATCH }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank || ageOf(a.name) - ageOf(b.name) || a.index - b.index)
    .map(({ name }) => name);
}
