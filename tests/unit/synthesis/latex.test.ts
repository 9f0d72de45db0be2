import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { parseLatex } from '@/models/synthesis/latex/parse';

describe('reading LaTeX for drawing', () => {
  it('reads lines, spaces and spellings of the same symbol', () => {
    const lines = parseLatex(String.raw`a \le b\,\\ c \to d`);
    expect(lines).toHaveLength(2);
    const classes = lines.map((line) =>
      line.children.flatMap((child) => (child.type === 'symbol' ? child.class : [])),
    );
    expect(classes).toEqual([
      ['a', '\\leq', 'b'],
      ['c', '\\rightarrow', 'd'],
    ]);
  });

  it('takes one symbol or one group as a script, in either order', () => {
    const [first] = parseLatex('x_1^{23}');
    const [second] = parseLatex('x^{23}_1');
    expect(first).toEqual(second);
    expect(first?.children).toMatchObject([
      {
        type: 'scripts',
        sub: { children: [{ class: '1' }] },
        sup: { children: [{ class: '2' }, { class: '3' }] },
      },
    ]);
  });

  it('makes one superscript of primes and of what follows them', () => {
    const [line] = parseLatex("f''^2");
    expect(line?.children).toMatchObject([
      { sup: { children: [{ class: '\\prime' }, { class: '\\prime' }, { class: '2' }] } },
    ]);
  });

  it('puts scripts of sums under and over them unless told otherwise', () => {
    const limits = (latex: string) => parseLatex(latex)[0]?.children[0];
    expect(limits('\\sum_i')).toMatchObject({ limits: true });
    expect(limits('\\sum\\nolimits_i')).toMatchObject({ limits: false });
    expect(limits('\\int_i')).toMatchObject({ limits: false });
    expect(limits('\\int\\limits_i')).toMatchObject({ limits: true });
  });

  it.each([
    ['an unknown command', '\\begin{matrix}a\\end{matrix}'],
    ['an unfinished fraction', '\\frac{1}'],
    ['an unclosed group', '\\sqrt{x'],
    ['a group closed twice', 'x}'],
    ['two superscripts', 'x^2^3'],
    ['two subscripts', 'x_2_3'],
    ['a fence without its partner', '\\left(x'],
    ['an empty script', 'x^{}'],
    ['an empty line', 'x\\\\'],
    ['nothing', ''],
  ])('refuses %s by name instead of leaving something out', (_, latex) => {
    expect(() => parseLatex(latex)).toThrow(AppError);
    expect(() => parseLatex(latex)).toThrow(/^Cannot draw/);
  });
});
