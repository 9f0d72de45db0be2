import { describe, expect, it } from 'vitest';
import * as latex from '@/lib/domain/latex';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { annotationOf, rowOf } from '@/tests/support/annotation/build';
import {
  everyTokenHasASource,
  missingSignIsNamed,
  writtenLabelCorresponds,
  wrongSignIsNamed,
} from '@/tests/support/properties/correspondence';

const labelled = (tree: Annotation, text: string): Annotation => ({
  ...tree,
  label: { latex: text, pinned: true },
});

/** What is said of the difference, one line each: kind, token, symbols. */
const said = (tree: Annotation, text: string) =>
  latex
    .correspond(labelled(tree, text))
    ?.disagreements.map(({ kind, token, symbols }) => [kind, token ?? '·', ...symbols].join(' '));

/** The symbols that the token at a place in the source speaks of. */
const at = (tree: Annotation, text: string, place: number) =>
  latex
    .correspond(labelled(tree, text))
    ?.tokens.filter(({ spans }) => spans.some(({ from, to }) => from <= place && place < to))
    .flatMap(({ symbols }) => symbols);

/** One line of any number of symbols, without recursion. */
function rowOfMany(names: readonly string[]): Annotation {
  const annotation = annotationOf([names[0] ?? 'x']);
  let [last] = Object.values(annotation.symbols);
  for (const [index, name] of names.slice(1).entries()) {
    if (!last?.place) break;
    const id = `s${index}` as typeof last.id;
    const place = { line: last.place.line, parent: last.id, relation: 'Right' as const };
    annotation.symbols[id] = last = { ...last, id, class: name, place };
  }
  return annotation;
}

const square = annotationOf(['x', { Sup: ['2'], Right: ['+', { Right: ['y'] }] }]);
const fraction = annotationOf(['-', { Above: ['a'], Below: ['\\sqrt', { Inside: ['b'] }] }]);

describe('a token of the label speaks of its symbols', () => {
  it('whatever the spelling', () => {
    const text = '$ {x}^2 + y $';
    expect(at(square, text, text.indexOf('x'))).toEqual(['x0']);
    expect(at(square, text, text.indexOf('2'))).toEqual(['21']);
    expect(at(square, text, text.indexOf('y'))).toEqual(['y3']);
  });

  it('a script mark of its base and of what it raises', () => {
    expect(at(square, 'x^2+y', 1)).toEqual(['x0', '21']);
    expect(at(square, 'x^{2}+y', 2)).toEqual(['x0', '21']);
  });

  it('a fraction of its bar, its braces of the bar and what is over or under it, a root of its sign', () => {
    const text = '\\frac{a}{\\sqrt b}';
    expect(at(fraction, text, 0)).toEqual(['-0']);
    expect(at(fraction, text, text.indexOf('{a'))).toEqual(['-0', 'a1']);
    expect(at(fraction, text, text.indexOf('{\\'))).toEqual(['-0', '\\sqrt2', 'b3']);
    expect(at(fraction, text, text.indexOf('\\sqrt'))).toEqual(['\\sqrt2']);
    expect(at(fraction, 'a \\over \\sqrt b', 3)).toEqual(['-0']);
  });

  it('the delimiter with its size, the prime without its brace, three dots of all of them', () => {
    const row = annotationOf(['(', { Right: ['f', { Sup: ['\\prime'], Right: rowOf('.', '.', '.') }] }]);
    const text = "\\left( f' \\cdots \\right.";
    expect(at(row, text, 2)).toEqual(['(0']);
    expect(at(row, text, text.indexOf("'"))).toEqual(['\\prime2']);
    expect(at(row, text, text.indexOf('\\cdots'))).toEqual(['.3', '.4', '.5']);
  });

  it('and every symbol knows where it is said', () => {
    const text = '\\frac{a}{\\sqrt b}';
    const spans = latex.correspond(labelled(fraction, text))?.spansOf;
    const words = [...(spans ?? [])].map(([id, [span]]) => [id, span && text.slice(span.from, span.to)]);
    expect(Object.fromEntries(words)).toEqual({ '-0': '\\frac', a1: 'a', '\\sqrt2': '\\sqrt', b3: 'b' });
  });

  it('but not while it does not parse', () => {
    expect(latex.correspond(labelled(square, 'x^'))).toBeNull();
  });
});

describe('label and ordering that differ', () => {
  it.each([
    ['x^2+y', []],
    ['x^3+y', ['sign 3 21']],
    ['x^2+', ['symbol · y3']],
    ['x^2+y z', ['token z']],
    ['x_2+y', ['place _ x0 21']],
    ['x2+y', ['place · x0 21']],
    ['x^2+{}y', []],
    ['x^{2+y}', ['place ^', 'place · x0 21']],
    ['+x^2+y', ['token +']],
    ['y+x^2', ['elsewhere y y3', 'elsewhere + +2']],
    ['y^2+x', ['sign y x0', 'sign x y3']],
    ['\\frac{x^2}{+y}', ['token \\frac']],
    ['x^2 \\\\ +y', ['place \\\\']],
    // The 2 of the fraction is not the one that was squared.
    ['x^3+y-\\frac{1}{2}', ['sign 3 21', 'token -', 'token \\frac', 'token 1', 'token 2']],
  ])('%s: %j', (text, expected) => {
    expect(said(square, text)).toEqual(expected);
  });

  it('name the outer of two fractions when that is the one which is missing', () => {
    const nested = annotationOf(['-', { Above: ['-', { Above: ['a'], Below: ['b'] }], Below: ['c'] }]);
    expect(said(nested, '\\frac{a}{b} c')).toEqual(['symbol · -0']);
    expect(said(nested, '\\frac{a b}{c}')).toEqual(['symbol · -1']);
  });

  it('name a missing end of a line', () => {
    const lines = annotationOf(['a'], ['b']);
    expect(said(lines, 'a \\\\ b')).toEqual([]);
    expect(said(lines, 'a b')).toEqual(['place ·']);
  });

  it('of several hundred symbols do so at once, too', () => {
    const names = Array.from({ length: 900 }, (_, index) => 'abc'[index % 3] ?? 'a');
    const long = rowOfMany(names);
    const text = [...names.slice(0, 400), 'z', ...names.slice(401)].join(' ');
    expect(said(long, text)).toEqual([expect.stringMatching(/^sign z /)]);
    const reversed = [...names].reverse().join(' ');
    expect(said(long, reversed)?.length).toBeGreaterThan(0);
  });

  it('a command that takes an argument writes it in braces, so that its label can agree', () => {
    const bar = annotationOf(['\\overline', { Inside: rowOf('x', 'y'), Right: ['z'] }]);
    expect(latex.latexFromAnnotation(bar)).toBe('\\overline { x y } z');
    expect(said(bar, '\\overline{xy}z')).toEqual([]);
  });
});

describe('for any formula', () => {
  it('every token has a source', () => everyTokenHasASource(latex));
  it('the written label corresponds to its tree', () => writtenLabelCorresponds(latex));
  it('a sign that is missing is named, and only that', () => missingSignIsNamed(latex));
  it('a sign that is wrong is named with its symbol', () => wrongSignIsNamed(latex));
});
