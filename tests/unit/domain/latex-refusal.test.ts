import { describe, expect, it } from 'vitest';
import { canonicalLatex } from '@/lib/domain/latex';
import { refusedFor } from '@/lib/domain/latex/refusal';

const of = (label: string) => {
  const parsed = canonicalLatex(label);
  return parsed.ok ? null : refusedFor(parsed.message);
};

describe('why a label does not parse', () => {
  // Through KaTeX itself: another version of it may say it in other words.
  it.each([
    ['x}', 'unexpected', '}'],
    ['x & y', 'unexpected', '&'],
    ['{x', 'missing', '}'],
    ['\\left( x', 'missing', '\\right'],
    ['\\begin{matrix} x \\end{pmatrix}', 'missing', '\\end{matrix}'],
    ['\\begin{matrix} x', 'missing', '\\end'],
    ['\\frac{1}', 'ends_early', 'none'],
    ['x^', 'no_argument', '^'],
    ['\\sqrt', 'no_argument', '\\sqrt'],
    ['x^2^3', 'two_scripts', '^'],
    ['x_2_3', 'two_scripts', '_'],
    ['\\notacommand', 'unknown_command', '\\notacommand'],
    ['\\begin{nowhere} x \\end{nowhere}', 'unknown_environment', 'nowhere'],
    ['\\left a x \\right)', 'delimiter', 'a'],
    ['\\def\\x{1}', 'macros', '\\def'],
    ['x'.repeat(20_001), 'too_long', '20000'],
  ])('%s: %s %s', (label, why, what) => {
    expect(of(label)).toEqual({ why, what });
  });

  it('is said in general where it is none of these', () => {
    expect(refusedFor('Something new.')).toEqual({ why: 'other', what: 'none' });
  });

  it('is not asked of a label that parses', () => {
    expect(of('\\frac{1}{2}')).toBeNull();
  });
});
