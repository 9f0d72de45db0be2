import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressed, askedAt, handlesOf, matching, mentionedIn, piecesOf } from '@/lib/domain/comments';

const people = [
  { id: 'a', handle: 'Anna' },
  { id: 'ak', handle: 'Anna Kim' },
  { id: 'j', handle: '김지우' },
  { id: 'o', handle: 'O’Neill' },
];

describe('whom a comment addresses', () => {
  it.each([
    ['@Anna please look', ['a']],
    ['@anna kim, is this an x?', ['ak']],
    ['@Anna Kimberley is somebody else', ['a']],
    ['@Annabel is nobody', []],
    ['write to kim@Anna.example', []],
    ['(@Anna) and @김지우님, 봐 주세요', ['a', 'j']],
    ['확인@김지우가 했음', ['j']],
    ['@Anna @Anna Kim @Anna', ['a', 'ak']],
    ['@O’Neill?', ['o']],
    ['@ Anna', []],
    ['@@Anna', ['a']],
    ['no one', []],
  ])('%s', (text, expected) => {
    expect(mentionedIn(text, people)).toEqual(expected);
  });

  it('is said piece by piece, and no letter is lost or made up', () => {
    const letters = fc.constantFrom(...'@AnnaKim김지우 x.\n’'.split(''), '@Anna', '@Anna Kim', '@김지우');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        const pieces = piecesOf(text, people);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const { text: piece, person } of pieces) {
          expect(piece).not.toBe('');
          if (person) expect(piece.toLowerCase()).toBe(`@${person.handle.toLowerCase()}`);
        }
      }),
    );
  });
});

describe('handles', () => {
  it('belong to one person each, also where several have one name', () => {
    const twins = [
      { id: '1111aaaa', name: 'Kim' },
      { id: '2222bbbb', name: 'kim ' },
      { id: '3333cccc', name: 'Lea' },
    ];
    const handles = handlesOf(twins);
    expect(handles.map(({ handle }) => handle)).toEqual(['Kim 1111', 'kim 2222', 'Lea']);
    expect(mentionedIn('@Kim 2222 and @lea', handles)).toEqual(['2222bbbb', '3333cccc']);
  });

  it('has one handle for each, also where ids begin alike or somebody is called like a handle', () => {
    const names = fc.constantFrom('Kim', 'kim', 'Kim 1111', 'Kim 11112', 'Lea');
    const ids = fc.stringMatching(/^1111[12]{4}$/);
    const person = fc.record({ id: ids, name: names });
    fc.assert(
      fc.property(fc.uniqueArray(person, { selector: ({ id }) => id, maxLength: 6 }), (all) => {
        const handles = handlesOf(all);
        for (const { id, handle } of handles) expect(mentionedIn(`@${handle}`, handles)).toEqual([id]);
      }),
    );
  });
});

describe('typing an @', () => {
  const typed = (text: string) => askedAt(text, text.length, people);

  it('asks for people as long as somebody is called so', () => {
    expect(typed('hello @')).toEqual({ start: 6, query: '' });
    expect(typed('hello @an')).toEqual({ start: 6, query: 'an' });
    expect(typed('hello @Anna K')).toEqual({ start: 6, query: 'Anna K' });
    expect(typed('hello @Anna Kim ')).toBeNull();
    expect(typed('hello @bert')).toBeNull();
    expect(typed('a@')).toBeNull();
    expect(typed('@an\n')).toBeNull();
  });

  it('offers those whose name begins so, then those with a later word that does', () => {
    const names = (query: string) => matching(people, query).map(({ handle }) => handle);
    expect(names('an')).toEqual(['Anna', 'Anna Kim']);
    expect(names('k')).toEqual(['Anna Kim']);
    expect(names('김')).toEqual(['김지우']);
    expect(names('')).toHaveLength(4);
  });

  it('puts the handle in place of what was typed, with one blank behind it', () => {
    const text = 'hello @an you';
    const asked = askedAt(text, 9, people);
    if (!asked) throw new Error('nobody was asked for');
    const taken = addressed(text, asked, people[1]!);
    expect(taken.text).toBe('hello @Anna Kim you');
    expect(taken.text.slice(0, taken.caret)).toBe('hello @Anna Kim ');
    expect(mentionedIn(taken.text, people)).toEqual(['ak']);
  });
});
