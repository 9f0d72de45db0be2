import { describe, expect, it } from 'vitest';
import {
  canonicalForScoring,
  canonicalLatex,
  compareLatexWithTree,
  latexFromAnnotation,
  tokenize,
} from '@/lib/domain/latex';
import { annotationOf, rowOf } from '@/tests/support/annotation/build';

const canonical = (raw: string) => {
  const read = canonicalLatex(raw);
  return read.ok ? read.canonical : `! ${read.message} at ${read.position}`;
};

describe('canonical LaTeX', () => {
  it.each([
    ['$\\frac 1 {\\sqrt[3]x}$', '\\frac { 1 } { \\sqrt [ 3 ] { x } }'],
    ['x^2_3', 'x _ { 3 } ^ { 2 }'],
    ["f''(x)", 'f ^ { \\prime \\prime } ( x )'],
    ["f^{'}", 'f ^ { \\prime }'],
    ["{y'}^2", 'y ^ { \\prime 2 }'],
    ["y'^2", 'y ^ { \\prime 2 }'],
    ['{x^2}^3', '{ x ^ { 2 } } ^ { 3 }'],
    ['{x_b}^c', 'x _ { b } ^ { c }'],
    ['(a+b)^2', '( a + b ) ^ { 2 }'],
    ['\\left( { S - { \\mbox { l } } _ { C } } \\right)', '( S - l _ { C } )'],
    ['\\Bigg( \\sum\\limits_{i=1}^{n} x \\Bigg)', '( \\sum _ { i = 1 } ^ { n } x )'],
    ['a < b > c', 'a \\lt b \\gt c'],
    ['a \\le b \\ne c \\to d', 'a \\leq b \\neq c \\rightarrow d'],
    ['a\\,b\\quad c~d', 'a b c d'],
    ['{a \\over b}', '\\frac { a } { b }'],
    ['\\left. x \\right|', 'x |'],
    ['\\lbrack 1 \\rbrack', '[ 1 ]'],
    ['{}^2 x', '{ } ^ { 2 } x'],
    ['a \\\\ b', 'a \\\\ b'],
    ['12.5', '1 2 . 5'],
    ['≤ × α', '\\leq \\times \\alpha'],
    ['\\sqrt[{]}]{x}', '\\sqrt [ { ] } ] { x }'],
    ['\\begin{matrix}a&b\\\\c&d\\end{matrix}', '\\begin{matrix} a & b \\\\ c & d \\end{matrix}'],
    ['a % a comment\n b', 'a b'],
    ['', ''],
  ])('of %s is %s', (raw, expected) => {
    expect(canonical(raw)).toBe(expected);
  });

  it('keeps what handwriting confuses, unless results are scored', () => {
    expect(canonical('a \\cdot b \\cdots c')).toBe('a \\cdot b \\cdots c');
    expect(canonicalForScoring('a \\cdot b \\cdots c \\mid d')).toMatchObject({
      canonical: 'a . b \\ldots c | d',
    });
  });

  it.each([
    ['M \\gtN', 2],
    ['$M \\gtN$', 3],
    ['\\frac{a}', 8],
    ['x^', 1],
    ['a_b_c', 3],
    ['{a', 2],
    ['\\def\\a{\\a\\a}\\a', 0],
  ])('of %s does not exist, and the position is %i', (raw, position) => {
    expect(canonicalLatex(raw)).toMatchObject({
      ok: false,
      position,
      message: expect.stringMatching(/^\S/u),
    });
  });

  it('refuses a label of any length that nobody typed, and nesting without end', () => {
    expect(canonicalLatex('x'.repeat(20_001)).ok).toBe(false);
    expect(canonicalLatex('{'.repeat(5000) + '}'.repeat(5000)).ok).toBe(false);
  });

  it('knows where its tokens stand', () => {
    expect(tokenize('\\alpha _2\\,x')).toEqual([
      { token: '\\alpha', position: 0 },
      { token: '_', position: 7 },
      { token: '2', position: 8 },
      { token: '\\,', position: 9 },
      { token: 'x', position: 11 },
    ]);
  });
});

describe('the writer', () => {
  it('writes fractions, roots, scripts and limits by their relations', () => {
    const annotation = annotationOf([
      '-',
      {
        Above: ['\\sqrt', { Above: ['3'], Inside: rowOf('x', '+', '1') }],
        Below: [
          '\\sum',
          { Below: rowOf('i', '=', '1'), Above: ['n'], Right: ['i', { Sub: ['k'], Sup: ['2'] }] },
        ],
        Right: rowOf('-', 'y'),
      },
    ]);
    expect(latexFromAnnotation(annotation)).toBe(
      '\\frac { \\sqrt [ 3 ] { x + 1 } } { \\sum _ { i = 1 } ^ { n } i _ { k } ^ { 2 } } - y',
    );
  });

  it('joins lines', () => {
    expect(latexFromAnnotation(annotationOf(rowOf('a', '=', '1'), rowOf('b', '=', '2')))).toBe(
      'a = 1 \\\\ b = 2',
    );
  });

  it('writes every symbol of a broken tree, too', () => {
    const annotation = annotationOf(['x', { Sup: ['2'] }], ['y']);
    const second = Object.values(annotation.symbols).find((symbol) => symbol.class === 'y');
    const [line] = Object.values(annotation.lines);
    if (!second || !line) throw new Error('not made');
    second.place = { line: line.id, parent: null, relation: null };
    expect(latexFromAnnotation(annotation)).toBe('x ^ { 2 } y \\\\');
  });

  it('writes a thousand symbols in a row', () => {
    const long = annotationOf(['x']);
    let parent = Object.values(long.symbols)[0];
    for (let count = 1; count < 1000 && parent?.place; count++) {
      const id = `s${count}` as typeof parent.id;
      const place = { line: parent.place.line, parent: parent.id, relation: 'Right' as const };
      long.symbols[id] = { ...parent, id, place };
      parent = long.symbols[id];
    }
    expect(latexFromAnnotation(long).split(' ')).toHaveLength(1000);
  });
});

describe('label and tree', () => {
  const tree = annotationOf(['x', { Sup: ['2'], Right: ['+', { Right: ['y'] }] }]);
  const labelled = (latex: string) => ({ ...tree, label: { latex, pinned: true } });

  it('agree when they say the same in other spellings', () => {
    expect(compareLatexWithTree(labelled('$ {x}^2+ y $')).agrees).toBe(true);
  });

  it('point at what one has and the other has not', () => {
    expect(compareLatexWithTree(labelled('x^3+y'))).toEqual({
      agrees: false,
      tokensWithoutPartner: [{ index: 3, token: '3' }],
      symbolsWithoutPartner: ['21'],
    });
    expect(compareLatexWithTree(labelled('x^2+'))).toMatchObject({ symbolsWithoutPartner: ['y3'] });
  });

  it('disagree about structure even when every symbol is there', () => {
    expect(compareLatexWithTree(labelled('x_2+y'))).toEqual({
      agrees: false,
      tokensWithoutPartner: [],
      symbolsWithoutPartner: [],
    });
  });

  it('take three dots for an ellipsis', () => {
    const dots = annotationOf(rowOf('1', '.', '.', '.', 'n'));
    expect(compareLatexWithTree({ ...dots, label: { latex: '1 \\cdots n', pinned: true } }).agrees).toBe(
      true,
    );
  });

  it('cannot be compared when the label does not parse', () => {
    expect(compareLatexWithTree(labelled('x^'))).toEqual({
      agrees: false,
      tokensWithoutPartner: [],
      symbolsWithoutPartner: [],
    });
  });
});
