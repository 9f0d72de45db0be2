import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { canonicalLatex, latexFromAnnotation, markedSource } from '@/lib/domain/latex';
import { soundAnnotation } from '@/tests/support/annotation/arbitrary';

const draw = (latex: string, trusted: boolean) =>
  katex.renderToString(latex, {
    displayMode: true,
    output: 'html',
    strict: 'ignore',
    trust: ({ command }) => trusted && command === '\\htmlData',
  });

/** What is seen of KaTeX's markup: signs and the gaps between them, in order; signs it joins are as good apart. */
const seen = (markup: string) =>
  [...markup.matchAll(/class="mspace" style="([^"]*)"|>([^<]+)</gu)]
    .map(([, gap, text]) => gap ?? text)
    .join('');

const signs = (markup: string) => [...markup.matchAll(/>([^<]+)</gu)].map(([, text]) => text).join('');

const wrapped = (latex: string) => {
  const read = canonicalLatex(latex);
  const marks = [...(markedSource(latex)?.matchAll(/token=(\d+)/gu) ?? [])].map(([, index]) => Number(index));
  return marks.sort((a, b) => a - b).map((index) => read.ok && read.tokens[index]);
};

describe('a label whose signs say which token they are', () => {
  it.each([
    ['x^2+1', ['x', '2', '+', '1']],
    ['\\frac12', ['\\frac', '1', '2']],
    ['{a+b \\over c}', ['\\frac', 'a', '+', 'b', 'c']],
    ['\\sum\\limits_{i=1}^n', ['\\sum', 'i', '=', '1', 'n']],
    ["f'(x)^2", ['f', '(', 'x', ')', '2']],
    ['\\left( \\frac{a}{b} \\right)^2', ['\\frac', 'a', 'b', '2']],
    ['\\Big( x \\Big)', ['x']],
    ['\\begin{array}{cc} a & b \\end{array}', ['a', 'b']],
    ['\\not\\in A', ['A']],
    ['$x_1$', ['x', '1']],
    ['\\sqrt[3]\\alpha', ['\\sqrt', '3', '\\alpha']],
    ["f'^2", ['f', '2']],
  ])('%s: %j', (latex, tokens) => {
    expect(wrapped(latex)).toEqual(tokens);
    expect(seen(draw(markedSource(latex)!, true))).toEqual(seen(draw(latex.replaceAll('$', ''), false)));
  });

  // Signs only: what stands over a marked operator hides from KaTeX that it is one, and with it the gap beside it.
  it('says what it said, whatever the formula', () => {
    fc.assert(
      fc.property(soundAnnotation, (annotation) => {
        const latex = latexFromAnnotation(annotation);
        const marked = markedSource(latex);
        if (marked === null) throw new Error(`${latex} was not marked`);
        expect(signs(draw(marked, true))).toEqual(signs(draw(latex, false)));
      }),
      { numRuns: 150 },
    );
  });

  it('is not made of a label that does not parse, or that has such commands itself', () => {
    expect(markedSource('x^')).toBeNull();
    expect(markedSource('\\htmlData{token=1}{x}')).toBeNull();
  });
});
