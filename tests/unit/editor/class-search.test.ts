import { describe, expect, it } from 'vitest';
import { DEFAULT_CLASSES } from '@/lib/domain/annotation/default-classes';
import { CLASS_GROUPS, groupClasses, groupOfClass } from '@/lib/domain/symbol-classes/groups';
import { LOOK_ALIKES, lookAlikes } from '@/lib/domain/symbol-classes/look-alikes';
import { spokenNames } from '@/lib/domain/symbol-classes/names';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import { searchClasses } from '@/lib/editor/kernels/class-search';

const find = (query: string, recent: string[] = []) => searchClasses(DEFAULT_CLASSES, query, recent);

describe('finding a class', () => {
  it.each([
    ['\\alpha', '\\alpha'],
    ['alp', '\\alpha'],
    ['α', '\\alpha'],
    ['알파', '\\alpha'],
    ['X', 'X'],
    ['x', 'x'],
    ['root', '\\sqrt'],
    ['루트', '\\sqrt'],
    ['분수선', '-'],
    ['fraction', '-'],
    ['×', '\\times'],
    ['곱하기', '\\times'],
    ['infinity', '\\infty'],
    ['not equal', '\\neq'],
    ['rarr', '\\rightarrow'],
    ['Delta', '\\Delta'],
    ['대문자 에이', 'A'],
  ])('%s finds %s first', (query, name) => {
    expect(find(query)[0]).toBe(name);
  });

  it('finds Korean names while their last syllable is still being typed', () => {
    for (const typed of ['아', '알', '알ㅍ', '알파']) expect(find(typed), typed).toContain('\\alpha');
  });

  it('finds Latin letters when the Korean input method was left on', () => {
    expect(find('ㅌ')[0]).toBe('x');
    expect(find('ㅔㅑ')[0]).toBe('\\pi');
  });

  it('shows what looks like it right behind what was named', () => {
    expect(find('x')).toEqual(['x', 'X', '\\times']);
    expect(find('0').slice(0, 3)).toEqual(['0', 'o', '\\theta']);
    // A digit that looks like it stands before a name that only begins so.
    expect(find('s').indexOf('5')).toBeLessThan(find('s').indexOf('\\sigma'));
  });

  it('tells cases apart, and puts what was used last first among equals', () => {
    expect(find('c')[0]).toBe('c');
    expect(find('C')[0]).toBe('C');
    const plain = find('s').filter((name) => name.startsWith('\\s'));
    expect(plain[0]).toBe('\\sum');
    expect(find('s', ['\\sigma']).filter((name) => name.startsWith('\\s'))[0]).toBe('\\sigma');
  });

  it('finds nothing for what nothing is called, and everything for nothing', () => {
    expect(find('quokka')).toEqual([]);
    expect(find('  ')).toEqual([...DEFAULT_CLASSES]);
  });

  it('offers only what is in the list', () => {
    expect(searchClasses(['x', 'y'], 'x', ['\\times'])).toEqual(['x']);
  });
});

describe('what looks alike', () => {
  it('is said once: a class is in one group at most, and never alone', () => {
    const all = LOOK_ALIKES.flat();
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
    expect(LOOK_ALIKES.filter((group) => group.length < 2)).toEqual([]);
  });

  it('goes both ways, and leaves out what the project does not have', () => {
    const known = new Set(DEFAULT_CLASSES);
    for (const name of DEFAULT_CLASSES) {
      for (const other of lookAlikes(name, known)) expect(lookAlikes(other, known)).toContain(name);
    }
    expect(lookAlikes('x', known)).toEqual(['X', '\\times']);
    expect(lookAlikes('x', new Set(['x']))).toEqual([]);
  });

  it('names every pair of letters that differ in size only, as far as the classes have both', () => {
    const known = new Set(DEFAULT_CLASSES);
    const pairs = [...'csvxyzp'].filter((small) => known.has(small.toUpperCase()));
    expect(pairs).toEqual([...'csvxyp']);
    for (const small of pairs) expect(lookAlikes(small, known)).toContain(small.toUpperCase());
  });
});

describe('the classes of a project', () => {
  it('are each in one group, in the order of the groups', () => {
    const groups = groupClasses(DEFAULT_CLASSES);
    expect(groups.flatMap(([, names]) => names).sort()).toEqual([...DEFAULT_CLASSES].sort());
    const order = groups.map(([group]) => CLASS_GROUPS.indexOf(group));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(DEFAULT_CLASSES.filter((name) => groupOfClass(name) === 'other')).toEqual([
      ',',
      '.',
      '\\exists',
      '\\forall',
      '\\infty',
      '\\ldots',
    ]);
  });

  it('have a sign or a readable name, and can be said', () => {
    for (const name of DEFAULT_CLASSES) expect(signOf(name)).not.toContain('\\');
    const mute = DEFAULT_CLASSES.filter((name) => spokenNames(name).length === 0);
    expect(mute).toEqual([]);
    for (const name of DEFAULT_CLASSES) {
      expect(
        spokenNames(name).some((spoken) => /[\uac00-\ud7a3]/u.test(spoken)),
        name,
      ).toBe(true);
    }
  });
});
