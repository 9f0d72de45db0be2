import type { Mentionable } from './schema';

/** A piece of a comment: plain text, or an @ with the person it addresses. */
export type Piece = { text: string; person: Mentionable | null };

// An address such as `kim@example.org` addresses nobody. Hangul before the @ does not join it: Korean puts no space there.
const JOINED_BEFORE = /[\p{Script=Latin}\p{N}_.+-]$/u;
const LATIN_END = /[\p{Script=Latin}\p{N}_]$/u;
const LATIN_START = /^[\p{Script=Latin}\p{N}_]/u;

/** As much of an id as usually tells two people of one name apart. */
const ID_SHOWN = 4;

/**
 * Names as handles: a name that several people have gets the beginning of each one's id behind it, as much of it as
 * makes the handle belong to one person.
 */
export function handlesOf(people: readonly { id: string; name: string }[]): Mentionable[] {
  const key = (name: string) => name.normalize('NFC').trim().toLowerCase();
  const times = new Map<string, number>();
  for (const { name } of people) times.set(key(name), (times.get(key(name)) ?? 0) + 1);
  const taken = new Set(people.map(({ name }) => key(name)));
  return people.map(({ id, name }) => {
    const own = name.normalize('NFC').trim();
    if (times.get(key(name)) === 1) return { id, handle: own };
    const rivals = people.filter((other) => other.id !== id && key(other.name) === key(name));
    let shown = ID_SHOWN;
    const clashes = () =>
      taken.has(key(`${own} ${id.slice(0, shown)}`)) ||
      rivals.some((rival) => rival.id.slice(0, shown) === id.slice(0, shown));
    while (shown < id.length && clashes()) shown++;
    return { id, handle: `${own} ${id.slice(0, shown)}` };
  });
}

/** The person whose handle stands at `start`; of several the longest. A Korean particle may follow directly. */
function handleAt(text: string, start: number, people: readonly Mentionable[]): Mentionable | null {
  const fitting = people.filter(({ handle }) => {
    const end = start + handle.length;
    if (handle === '' || text.slice(start, end).toLowerCase() !== handle.toLowerCase()) return false;
    return !(LATIN_END.test(handle) && LATIN_START.test(text.slice(end)));
  });
  return fitting.reduce<Mentionable | null>(
    (longest, person) => (longest && longest.handle.length >= person.handle.length ? longest : person),
    null,
  );
}

/** A text cut into plain pieces and those that address somebody; joined again they are the text. */
export function piecesOf(text: string, people: readonly Mentionable[]): Piece[] {
  const pieces: Piece[] = [];
  let plain = 0;
  const keepPlain = (end: number) => {
    if (end > plain) pieces.push({ text: text.slice(plain, end), person: null });
  };
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const person = JOINED_BEFORE.test(text.slice(0, at)) ? null : handleAt(text, at + 1, people);
    if (!person) continue;
    keepPlain(at);
    plain = at + 1 + person.handle.length;
    pieces.push({ text: text.slice(at, plain), person });
  }
  keepPlain(text.length);
  return pieces;
}

/** Ids of the people whom a text addresses, each once, in the order of the text. */
export function mentionedIn(text: string, people: readonly Mentionable[]): string[] {
  return [...new Set(piecesOf(text, people).flatMap(({ person }) => (person ? [person.id] : [])))];
}

/** An @ that is being typed: where it stands, and what follows it up to the caret. */
export type Asked = { start: number; query: string };

/** The @ before the caret, while what follows it may still become a handle. */
export function askedAt(text: string, caret: number, people: readonly Mentionable[]): Asked | null {
  const start = text.lastIndexOf('@', caret - 1);
  if (start === -1 || JOINED_BEFORE.test(text.slice(0, start))) return null;
  const query = text.slice(start + 1, caret);
  return query.includes('\n') || matching(people, query).length === 0 ? null : { start, query };
}

/** The people whose handle begins with what was typed, in any of its words; those whose first word does come first. */
export function matching(people: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = query.normalize('NFC').toLowerCase();
  const rank = ({ handle }: Mentionable) => {
    const name = handle.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    return name.includes(` ${wanted}`) ? 1 : 2;
  };
  return people
    .filter((person) => rank(person) < 2)
    .sort((a, b) => rank(a) - rank(b) || (a.handle < b.handle ? -1 : 1));
}

/** The text with the handle in place of what was typed so far, and the caret behind it. */
export function addressed(
  text: string,
  { start, query }: Asked,
  { handle }: Mentionable,
): { text: string; caret: number } {
  const before = `${text.slice(0, start)}@${handle} `;
  const after = text.slice(start + 1 + query.length).replace(/^ /u, '');
  return { text: before + after, caret: before.length };
}
