import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { composeFormula } from '@/models/synthesis/drawing/compose';
import { likelyStyle } from '@/models/synthesis/drawing/style';
import { seededRandom } from '@/models/synthesis/random';

const style = likelyStyle('computer-modern', seededRandom('tree'));

/** The tree as sentences: `child Relation parent`, and `root line` for roots. */
function treeOf(latex: string): string[] {
  const { symbols } = composeFormula(latex, style, 'tree');
  return symbols.map((symbol) => {
    const parent = symbol.parent === null ? undefined : symbols[symbol.parent];
    return parent === undefined
      ? `${symbol.class} root ${symbol.line}`
      : `${symbol.class} ${symbol.relation} ${parent.class}`;
  });
}

describe('the layout tree of a drawn formula', () => {
  it('chains a row by Right', () => {
    expect(treeOf('a+b')).toEqual(['a root 0', '+ Right a', 'b Right +']);
  });

  it('hangs a script on the last symbol of its base', () => {
    expect(treeOf('(ab)^2c')).toEqual([
      '( root 0',
      'a Right (',
      'b Right a',
      ') Right b',
      '2 Sup )',
      'c Right )',
    ]);
    expect(treeOf('{ab}_1')).toEqual(['a root 0', 'b Right a', '1 Sub b']);
    expect(treeOf('\\left(\\frac{x}{y}\\right)^2')).toContain('2 Sup )');
  });

  it('makes a fraction bar a minus with Above and Below', () => {
    expect(treeOf('\\frac{1}{x}+2').sort()).toEqual(
      ['- root 0', '1 Above -', 'x Below -', '+ Right -', '2 Right +'].sort(),
    );
  });

  it('puts the content of a root Inside it and its degree Above', () => {
    expect(treeOf('\\sqrt[3]{xy}').sort()).toEqual(
      ['\\sqrt root 0', 'x Inside \\sqrt', 'y Right x', '3 Above \\sqrt'].sort(),
    );
  });

  it('gives \\sum and \\lim Below and Above, \\int Sub and Sup, however they are set', () => {
    expect(treeOf('\\sum_i^n x')).toEqual(
      expect.arrayContaining(['i Below \\sum', 'n Above \\sum', 'x Right \\sum']),
    );
    expect(treeOf('\\sum\\nolimits_i x')).toContain('i Below \\sum');
    expect(treeOf('y^{\\lim_n x}')).toContain('n Below \\lim');
    expect(treeOf('\\int_0^1x')).toEqual(expect.arrayContaining(['0 Sub \\int', '1 Sup \\int']));
    expect(treeOf('\\int\\limits_0 x')).toContain('0 Sub \\int');
  });

  it('makes a prime a superscript and gives every line a root of its own', () => {
    expect(treeOf("f'=1\\\\g=2")).toEqual([
      'f root 0',
      '\\prime Sup f',
      '= Right f',
      '1 Right =',
      'g root 1',
      '= Right g',
      '2 Right =',
    ]);
  });

  it('refuses what has no tree', () => {
    expect(() => treeOf('{x^2}^3')).toThrow(AppError);
    expect(() => treeOf('{\\quad}^3')).toThrow(AppError);
    expect(() => treeOf('x\\limits_3')).toThrow(/limits/);
  });

  it('places what the relations say: above is higher, right is farther, inside is within', () => {
    const { symbols } = composeFormula('\\sqrt{c}+\\frac{a}{b}^{d}_{e}', style, 'places');
    const boxOf = (name: string) =>
      symbols.find((symbol) => symbol.class === name)?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    const bar = boxOf('-');
    expect(boxOf('a').y + boxOf('a').height).toBeLessThan(bar.y + bar.height / 2);
    expect(boxOf('b').y).toBeGreaterThan(bar.y + bar.height / 2);
    expect(boxOf('+').x + boxOf('+').width).toBeLessThanOrEqual(bar.x);
    expect(boxOf('d').x).toBeGreaterThanOrEqual(bar.x + bar.width);
    expect(boxOf('d').y + boxOf('d').height).toBeLessThan(boxOf('e').y);
    expect(boxOf('c').x).toBeGreaterThan(boxOf('\\sqrt').x);
    expect(boxOf('c').y).toBeGreaterThan(boxOf('\\sqrt').y);
    expect(boxOf('c').x + boxOf('c').width).toBeLessThan(boxOf('\\sqrt').x + boxOf('\\sqrt').width);
  });
});
