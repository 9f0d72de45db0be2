import { describe, expect, it } from 'vitest';
import { classSections } from '@/components/editor/panels/class-sections';
import { rowStep } from '@/components/editor/panels/grid-step';
import { DEFAULT_CLASSES } from '@/lib/domain/annotation/default-classes';

describe('the list of classes', () => {
  it('with nothing typed holds every class, under what looks alike and what was used last', () => {
    const sections = classSections(DEFAULT_CLASSES, '', ['\\sum', 'gone'], 'x');
    expect(sections.slice(0, 3).map(({ title }) => title)).toEqual(['look', 'recent', 'digits']);
    expect(sections[0]?.names).toEqual(['X', '\\times']);
    expect(sections[1]?.names).toEqual(['\\sum']);
    expect(sections.slice(2).flatMap(({ names }) => names)).toHaveLength(DEFAULT_CLASSES.length);
  });

  it('with something typed holds what fits, and nothing else', () => {
    expect(classSections(DEFAULT_CLASSES, 'alp', ['\\sum'], 'x')).toEqual([
      { title: 'found', names: ['\\alpha'] },
    ]);
    expect(classSections(DEFAULT_CLASSES, 'quokka', [], 'x')).toEqual([]);
  });
});

describe('going through rows of options', () => {
  /** Three in a row, then two under a heading, then three. */
  const options = [
    [0, 0],
    [40, 0],
    [80, 0],
    [0, 60],
    [40, 60],
    [0, 120],
    [40, 120],
    [80, 120],
  ].map(([offsetLeft = 0, offsetTop = 0]) => ({ offsetLeft, offsetTop }));

  it('takes the nearest of the next row', () => {
    expect(rowStep(options, 1, 1)).toBe(4);
    expect(rowStep(options, 2, 1)).toBe(4);
    expect(rowStep(options, 7, -1)).toBe(4);
    expect(rowStep(options, 3, -1)).toBe(0);
  });

  it('stays in the first and the last row, and begins with the first option', () => {
    expect(rowStep(options, 2, -1)).toBe(2);
    expect(rowStep(options, 6, 1)).toBe(6);
    expect(rowStep(options, -1, 1)).toBe(0);
    expect(rowStep([], -1, 1)).toBe(-1);
  });
});
